// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraceEndsTest {

    @ParameterizedTest(name = "{0} s after the date it is tried again in {1} s")
    @CsvSource({"0, 10", "19, 10", "60, 30", "300, 150", "600, 300", "86400, 300"})
    void a_node_that_does_not_answer_is_asked_less_and_less_often(long since, long pause) {
        assertThat(GraceEnds.pace(Duration.ofSeconds(since))).isEqualTo(Duration.ofSeconds(pause));
    }
}
