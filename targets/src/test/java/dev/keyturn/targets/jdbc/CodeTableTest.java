// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.Refused.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodeTableTest {

    private final CodeTable table =
            new CodeTable(Map.of(Reason.BUSY, List.of("53", "57014"), Reason.POLICY, List.of("22")), List.of("57"));

    @Test
    void takes_the_longest_entry_that_fits() {
        assertThat(table.reason("57014", Optional.of(Reason.OTHER))).contains(Reason.BUSY);
        assertThat(table.reason("57P01", Optional.of(Reason.OTHER))).isEmpty();
        assertThat(table.reason("53300", Optional.empty())).contains(Reason.BUSY);
    }

    @Test
    void leaves_what_it_does_not_know_to_the_caller() {
        assertThat(table.reason("42601", Optional.of(Reason.OTHER))).contains(Reason.OTHER);
        assertThat(table.reason("42601", Optional.empty())).isEmpty();
    }
}
