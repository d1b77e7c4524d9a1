// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.core.target.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresDialectTest {

    private final PostgresDialect dialect = PostgresDialect.INSTANCE;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "app | \"app\"",
                "we\"ird';drop role x;-- | \"we\"\"ird';drop role x;--\"",
                "current_user | \"current_user\"",
                "none | \"none\"",
                "a\\b | \"a\\b\"",
                "a?b%s{d} | \"a?b%s{d}\"",
                "\uD83D\uDD11 | \"\uD83D\uDD11\""
            })
    void quotes_every_identifier(String name, String quoted) throws Refused {
        assertThat(dialect.identifier(name)).isEqualTo(quoted);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {"it's | 'it''s'", "a\\'b | 'a\\''b'", "`` | ''", "'' | ''''''", "$$ | '$$'"})
    void quotes_literals_for_standard_conforming_strings(String value, String quoted) throws Refused {
        assertThat(dialect.literal(value)).isEqualTo(quoted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\nb", "a\u007Fb", "a\u0085b", "\uD83D", "\uDD11x"})
    void refuses_what_goes_into_no_statement(String text) {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> dialect.identifier(text));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> dialect.literal(text));
    }

    @Test
    void refuses_a_name_that_the_server_would_cut_counted_in_bytes() throws Refused {
        String longest = "\uD83D\uDD11".repeat(15) + "abc";

        assertThat(dialect.identifier(longest)).contains(longest);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> dialect.identifier(longest + "d"))
                .withMessageContaining("64 bytes");
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> dialect.identifier("x".repeat(128)));
    }
}
