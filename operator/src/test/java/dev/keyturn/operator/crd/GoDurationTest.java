// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({"5m,PT5M", "720h,PT720H", "1h30m,PT1H30M", "1.5h,PT1H30M", "250ms,PT0.25S", "0,PT0S", "3us,PT0.000003S"
    })
    void reads_what_go_writes(String text, Duration value) {
        assertThat(new GoDuration(text).value()).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "-5m", "5m 3s", "5minutes", "one hour", "5mx"})
    void anything_else_is_no_duration(String text) {
        assertThat(new GoDuration(text).value()).isEmpty();
    }
}
