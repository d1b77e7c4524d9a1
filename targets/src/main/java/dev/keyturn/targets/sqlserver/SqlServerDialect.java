// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.targets.jdbc.Dialect;
import dev.keyturn.targets.jdbc.Lexicon;
import dev.keyturn.targets.jdbc.Lexicon.Quote;
import java.util.List;

/// How SQL Server quotes. `"` means an identifier, since every session of the client library has `QUOTED_IDENTIFIER`
/// on.
final class SqlServerDialect implements Dialect {

    static final SqlServerDialect INSTANCE = new SqlServerDialect();

    private static final int LONGEST_NAME = 128;

    private static final Lexicon LEXICON = new Lexicon(
            List.of(new Quote("'", '\'', false), new Quote("[", ']', false), new Quote("\"", '"', false)),
            false,
            true,
            false);

    private SqlServerDialect() {}

    @Override
    public String identifier(String name) throws Refused {
        int length = Dialect.checked("a name", name).length();
        if (length > LONGEST_NAME) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "NAME",
                    "a name of " + length + " characters is not possible: SQL Server takes at most " + LONGEST_NAME);
        }
        return Dialect.quoted('[', name, ']');
    }

    @Override
    public String literal(String value) throws Refused {
        return "N" + Dialect.quoted('\'', Dialect.checked("a value", value), '\'');
    }

    @Override
    public Lexicon lexicon() {
        return LEXICON;
    }
}
