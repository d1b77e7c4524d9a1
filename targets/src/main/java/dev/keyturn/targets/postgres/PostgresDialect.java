// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.targets.jdbc.Dialect;
import dev.keyturn.targets.jdbc.Lexicon;
import dev.keyturn.targets.jdbc.Lexicon.Quote;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// How PostgreSQL quotes. Literals rely on `standard_conforming_strings`, which each of our sessions switches on.
final class PostgresDialect implements Dialect {

    static final PostgresDialect INSTANCE = new PostgresDialect();

    /// Longer names are cut without a word, so that the statement would hit another role.
    private static final int LONGEST_NAME = 63;

    private static final Lexicon LEXICON = new Lexicon(
            List.of(
                    new Quote("u&'", '\'', true),
                    new Quote("u&\"", '"', true),
                    new Quote("e'", '\'', true),
                    new Quote("'", '\'', false),
                    new Quote("\"", '"', false)),
            true,
            true,
            false);

    private PostgresDialect() {}

    @Override
    public String identifier(String name) throws Refused {
        int bytes = Dialect.checked("a name", name).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_NAME) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "NAME",
                    "a name of " + bytes + " bytes is not possible: PostgreSQL cuts names after " + LONGEST_NAME
                            + " bytes without a word, and would change another role");
        }
        return Dialect.quoted('"', name, '"');
    }

    @Override
    public String literal(String value) throws Refused {
        return Dialect.quoted('\'', Dialect.checked("a value", value), '\'');
    }

    @Override
    public Lexicon lexicon() {
        return LEXICON;
    }
}
