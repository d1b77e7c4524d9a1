// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.ops.credential.RotationOptions.Reading;
import dev.keyturn.operator.runtime.OperatorConfig.Restart;
import dev.keyturn.operator.runtime.OperatorConfig.Rotations;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationOptionsTest {
    private static final Rotations SETTINGS = new Rotations(
            Duration.ofMinutes(5), false, Restart.ROLLING, Duration.ZERO, Optional.of(Duration.ofHours(1)));

    @Test
    void nothing_said_is_what_the_operator_was_told() {
        assertThat(read(Map.of(), Map.of()))
                .isEqualTo(good(Restart.ROLLING, Duration.ZERO, Optional.of(Duration.ofHours(1))));
    }

    @Test
    void the_request_wins_over_the_database() {
        var request = Map.of("keyturn.dev/restart", "Never", "keyturn.dev/previous-retention", "Forever");
        var database = Map.of("keyturn.dev/restart", "Rolling", "keyturn.dev/grace-period", "30m");

        assertThat(read(request, database)).isEqualTo(good(Restart.NEVER, Duration.ofMinutes(30), Optional.empty()));
    }

    @Test
    void every_fault_is_told_with_its_annotation() {
        var request = Map.of(
                "keyturn.dev/restart", "never",
                "keyturn.dev/grace-period", "half an hour",
                "keyturn.dev/previous-retention", "-1h");

        assertThat(read(request, Map.of()))
                .isInstanceOfSatisfying(
                        Reading.Bad.class,
                        bad -> assertThat(bad.faults())
                                .containsExactly(
                                        "keyturn.dev/restart: \"never\" is neither Rolling nor Never",
                                        "keyturn.dev/grace-period: \"half an hour\" is no duration, write for example 30m",
                                        "keyturn.dev/previous-retention: \"-1h\" is no duration, write for example 30m, or Forever"));
    }

    private static Reading read(Map<String, String> request, Map<String, String> database) {
        return RotationOptions.read(request, database, SETTINGS);
    }

    private static Reading good(Restart restart, Duration grace, Optional<Duration> retention) {
        return new Reading.Good(new RotationOptions(restart, grace, retention));
    }
}
