// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.server.health.Findings.OfNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Instant FIRST = Instant.parse("2026-03-05T09:00:00Z");
    private static final Instant SECOND = FIRST.plusSeconds(3600);
    private static final Failure REFUSED =
            new Failure(Step.VERIFY, Optional.of("cache-2:6379"), "WRONGPASS", "the password is refused");

    @Test
    void remembers_when_a_node_was_well_last() {
        Health well =
                Health.UNKNOWN.after(found(Status.OK, Optional.empty(), ok("cache-1:6379"), ok("cache-2:6379")), FIRST);

        Health ill = well.after(
                found(
                        Status.FAILING,
                        Optional.of(REFUSED),
                        ok("cache-1:6379"),
                        OfNode.of("cache-2:6379", Status.FAILING, REFUSED)),
                SECOND);

        assertThat(ill.status()).isEqualTo(Status.FAILING);
        assertThat(ill.message()).contains("verify on node cache-2:6379: the password is refused");
        assertThat(ill.nodes())
                .extracting(Health.NodeHealth::lastOkAt)
                .containsExactly(Optional.of(SECOND), Optional.of(FIRST));
        assertThat(ill.nodes()).extracting(Health.NodeHealth::checkedAt).containsOnly(SECOND);
    }

    @Test
    void keeps_the_nodes_that_could_not_be_found_again_without_a_verdict() {
        Health well = Health.UNKNOWN.after(found(Status.OK, Optional.empty(), ok("cache-1:6379")), FIRST);

        Health gone = well.after(Findings.of(Status.FAILING, REFUSED), SECOND);

        assertThat(gone.checkedAt()).contains(SECOND);
        assertThat(gone.nodes())
                .containsExactly(new Health.NodeHealth(
                        "cache-1:6379", Status.UNKNOWN, FIRST, Optional.of(FIRST), Optional.empty()));
    }

    @Test
    void shows_warnings_of_a_check_that_found_no_trouble() {
        Health warned = Health.UNKNOWN.after(
                new Findings(Status.OK, Optional.empty(), List.of(ok("cache-1:6379")), List.of("nodes unknown")),
                FIRST);

        assertThat(warned.message()).contains("nodes unknown");
    }

    private static OfNode ok(String node) {
        return new OfNode(node, Status.OK, Optional.empty());
    }

    private static Findings found(Status status, Optional<Failure> failure, OfNode... nodes) {
        return new Findings(status, failure, List.of(nodes), List.of());
    }
}
