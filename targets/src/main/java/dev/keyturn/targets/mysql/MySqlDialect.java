// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.targets.jdbc.Dialect;
import dev.keyturn.targets.jdbc.Lexicon;
import dev.keyturn.targets.jdbc.Lexicon.Quote;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// How MySQL and MariaDB quote, in the `sql_mode` that each of our sessions sets: backslashes escape in
/// literals, and double quotes are literals too.
final class MySqlDialect implements Dialect {

    static final MySqlDialect INSTANCE = new MySqlDialect();

    private static final Lexicon LEXICON = new Lexicon(
            List.of(new Quote("'", '\'', true), new Quote("\"", '"', true), new Quote("`", '`', false)),
            false,
            false,
            true);

    private MySqlDialect() {}

    @Override
    public String identifier(String name) throws Refused {
        return Dialect.quoted('`', checkedName(name), '`');
    }

    @Override
    public String literal(String value) throws Refused {
        return Dialect.quoted('\'', Dialect.checked("a value", value).replace("\\", "\\\\"), '\'');
    }

    @Override
    public Lexicon lexicon() {
        return LEXICON;
    }

    /// `'app'@'10.%'`.
    String account(AccountName user, String host) throws Refused {
        return literal(checkedName(user.value())) + "@" + literal(host);
    }

    /// What a plugin stores: as a literal where it is printable, so that every version takes it, and in
    /// hexadecimal where a server drew the salt.
    String stored(String text) throws Refused {
        boolean printable = text.chars().allMatch(c -> c >= ' ' && c <= '~');
        return printable ? literal(text) : "0x" + HexFormat.of().formatHex(latin1(text));
    }

    /// @throws Refused it cannot be the plugin of an account
    String plugin(String name) throws Refused {
        if (!name.matches("[A-Za-z0-9_]{1,64}")) {
            throw new Refused(Reason.UNSUPPORTED, "PLUGIN", "the name of the account's authentication plugin is odd");
        }
        return name;
    }

    /// Names are stored in an alphabet without the characters above U+FFFF: the server would put `?` in their
    /// place and change another account. Blanks at the end get lost as well.
    static String checkedName(String name) throws Refused {
        Dialect.checked("a name", name);
        boolean lossy = name.codePoints().anyMatch(point -> point > Character.MAX_VALUE) || name.endsWith(" ");
        if (lossy) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "NAME",
                    "a name with a blank at its end or a character above U+FFFF is not possible: the server would take"
                            + " it for another one");
        }
        return name;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
