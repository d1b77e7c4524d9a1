// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.core.target.Refused;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlServerDialectTest {

    private static final long SEED = 20_260_301;
    private static final int NAMES = 5_000;
    private static final String HOSTILE = "a]['\";\\?%{}@- \u00e9\u20ac";

    private final SqlServerDialect dialect = SqlServerDialect.INSTANCE;

    @Test
    void quotes_any_name_and_value_so_that_the_quotes_end_where_they_should() throws Exception {
        var random = new Random(SEED);
        for (int i = 0; i < NAMES; i++) {
            var text = new StringBuilder();
            for (int length = 1 + random.nextInt(20); length > 0; length--) {
                text.append(HOSTILE.charAt(random.nextInt(HOSTILE.length())));
            }
            String name = dialect.identifier(text.toString());
            String value = dialect.literal(text.toString());

            assertThat(unquoted(name.substring(1), ']'))
                    .as("seed " + SEED + ": " + name)
                    .isEqualTo(text.toString());
            assertThat(unquoted(value.substring(2), '\''))
                    .as("seed " + SEED + ": " + value)
                    .isEqualTo(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul\0", "line\nend", "half\uD83D"})
    void refuses_what_goes_into_no_statement(String text) {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> dialect.identifier(text));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> dialect.literal(text));
    }

    /// What stands before the quote that ends it; fails if anything follows.
    private static String unquoted(String quoted, char close) {
        var content = new StringBuilder();
        int at = 0;
        while (at < quoted.length()) {
            char c = quoted.charAt(at);
            if (c == close && (at + 1 == quoted.length() || quoted.charAt(at + 1) != close)) {
                break;
            }
            content.append(c);
            at += c == close ? 2 : 1;
        }
        assertThat(at).as("the end of " + quoted).isEqualTo(quoted.length() - 1);
        return content.toString();
    }
}
