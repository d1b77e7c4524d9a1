// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.database.DatabasePhase;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhasesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PROVISIONING   | ''
            PROVISIONING   | ProvisioningStarted+ ReplicaReady- AcceptingConnection- Ready-
            PROVISIONING   | ReplicaReady+ AcceptingConnection+ Ready+
            READY          | ReplicaReady+ AcceptingConnection+ Ready+ Provisioned+
            READY          | ReplicaReady+ AcceptingConnection+ Ready+ Provisioned+ Paused+
            CRITICAL       | ReplicaReady+ AcceptingConnection+ Ready- Provisioned+
            CRITICAL       | ReplicaReady- AcceptingConnection+ Ready+ Provisioned+
            NOT_READY      | ReplicaReady- AcceptingConnection- Ready- Provisioned+
            NOT_READY      | AcceptingConnection- Provisioned+ DataRestoreStarted+ DataRestored+
            NOT_READY      | ReplicaReady+ AcceptingConnection+ Ready+ Provisioned+ DataRestored-
            DATA_RESTORING | DataRestoreStarted+
            HALTED         | Halted+ Provisioned+ AcceptingConnection-
            HALTED         | Halted+ DataRestored-
            UNKNOWN        | HealthCheckPaused+ Halted+
            """)
    void the_first_that_fits_wins(DatabasePhase phase, String conditions) {
        var list = Arrays.stream(conditions.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(PhasesTest::condition)
                .toList();

        assertThat(Phases.of(new Conditions(list))).isEqualTo(phase);
    }

    private static Condition condition(String word) {
        String type = word.substring(0, word.length() - 1);
        return new Condition(
                type,
                word.endsWith("+") ? "True" : "False",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
