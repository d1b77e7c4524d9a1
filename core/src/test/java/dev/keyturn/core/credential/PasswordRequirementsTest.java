// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordRequirementsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 0, 0",
        "251, 1, 0, 0, 0",
        "10, 0, 0, 0, 0",
        "3, 1, 1, 1, 1",
        "10, -1, 1, 1, 1",
        "10, 2147483647, 2147483647, 0, 0"
    })
    void refuses_what_cannot_be_drawn(int length, int digits, int lowercase, int uppercase, int symbols) {
        assertThatThrownBy(() -> new PasswordRequirements(length, digits, lowercase, uppercase, symbols, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void draws_each_allowed_symbol_once_and_none_that_would_need_care() {
        var wanted = new PasswordRequirements(8, 0, 0, 0, 1, "##\"+\t\u00fc ~");

        assertThat(wanted.drawnSymbols()).isEqualTo("#+~");
    }

    @Test
    void draws_the_default_symbols_where_none_of_the_allowed_is_left() {
        assertThat(new PasswordRequirements(8, 0, 0, 0, 1, "\"").drawnSymbols()).isEqualTo("-_.~!*");
        assertThat(new PasswordRequirements(8, 0, 0, 0, 1, "").drawnSymbols()).isEqualTo("-_.~!*");
    }

    @Test
    void estimates_the_entropy_from_the_alphabet() {
        assertThat(PasswordRequirements.standard().bits()).isCloseTo(285.8, Offset.offset(0.1));
        assertThat(new PasswordRequirements(8, 1, 0, 0, 0, "").bits()).isCloseTo(26.6, Offset.offset(0.1));
    }

    @Test
    void is_held_against_what_an_engine_takes() {
        var policy = new PasswordPolicy(128);

        assertThat(policy.refuses(PasswordRequirements.standard())).isEmpty();
        assertThat(policy.refuses(new PasswordRequirements(129, 1, 0, 0, 0, "")).orElseThrow())
                .contains("129")
                .contains("128")
                .contains("passwordRequirements.length");
    }

    @Test
    void is_taken_with_a_warning_where_an_engine_advises_more_bits() {
        var policy = new PasswordPolicy(250, 128);

        assertThat(policy.warns(PasswordRequirements.standard())).isEmpty();
        assertThat(policy.warns(new PasswordRequirements(22, 1, 1, 1, 0, ""))).isEmpty();
        assertThat(policy.warns(new PasswordRequirements(21, 1, 1, 1, 0, "")).orElseThrow())
                .contains("about 125 bits")
                .contains("128")
                .contains("passwordRequirements.length");
        assertThat(new PasswordPolicy(250).warns(new PasswordRequirements(1, 1, 0, 0, 0, "")))
                .isEmpty();
    }
}
