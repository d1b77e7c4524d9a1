// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.crd.redis.Redis;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DutiesTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final List<String> done = new ArrayList<>();
    private Instant now = START;
    private final InstantSource clock = () -> now;

    @Test
    void before_the_first_date_nothing_is_asked() {
        var duties = new Duties<Redis>(List.of(at("far", 600), at("near", 60)), clock);

        assertThat(duties.attend(redis(1, Map.of()))).isEqualTo(Duration.ofSeconds(60));
        now = START.plusSeconds(59);
        assertThat(duties.attend(redis(1, Map.of()))).isEqualTo(Duration.ofSeconds(1));
        assertThat(done).containsExactly("far", "near");

        now = START.plusSeconds(60);
        duties.attend(redis(1, Map.of()));
        assertThat(done).containsExactly("far", "near", "far", "near");
    }

    @Test
    void a_changed_spec_or_annotation_of_ours_is_looked_at_at_once() {
        var duties = new Duties<Redis>(List.of(at("it", 600)), clock);

        duties.attend(redis(1, Map.of()));
        duties.attend(redis(2, Map.of()));
        duties.attend(redis(2, Map.of("keyturn.dev/previous-drop-after", START.toString())));
        assertThat(done).hasSize(3);

        duties.attend(redis(2, Map.of("keyturn.dev/previous-drop-after", START.toString(), "somebody/else", "x")));
        assertThat(done).hasSize(3);
    }

    @Test
    void one_that_the_cluster_refuses_hinders_no_other_and_is_tried_again() {
        Duty<Redis> refused = _ -> {
            throw new KubernetesClientException("no", 403, null);
        };
        var duties = new Duties<>(List.of(refused, at("other", 600)), clock);

        assertThat(duties.attend(redis(1, Map.of()))).isEqualTo(Duration.ofMinutes(1));
        assertThat(done).containsExactly("other");
    }

    @Test
    void what_somebody_else_was_faster_with_is_looked_at_anew_at_once() {
        Duty<Redis> conflicting = _ -> {
            throw new KubernetesClientException("changed", 409, null);
        };

        assertThat(new Duties<>(List.of(conflicting), clock).attend(redis(1, Map.of())))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void after_a_pause_everything_is_looked_at() {
        var duties = new Duties<Redis>(List.of(at("it", 600)), clock);
        duties.attend(redis(1, Map.of()));

        duties.forget(redis(1, Map.of()));
        duties.attend(redis(1, Map.of()));

        assertThat(done).hasSize(2);
    }

    private Duty<Redis> at(String name, long seconds) {
        return _ -> {
            done.add(name);
            return Optional.of(START.plusSeconds(seconds));
        };
    }

    private static Redis redis(long generation, Map<String, String> annotations) {
        var redis = new Redis();
        redis.setMetadata(new ObjectMetaBuilder()
                .withUid("u")
                .withName("db")
                .withNamespace("shop")
                .withGeneration(generation)
                .withAnnotations(annotations)
                .build());
        return redis;
    }
}
