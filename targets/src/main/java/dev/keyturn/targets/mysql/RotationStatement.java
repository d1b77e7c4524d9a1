// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.InvalidStatement;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.targets.jdbc.StatementTemplate;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// An owner's own statements for a change. The password itself goes in: which form of hash would do at that
/// place depends on the account, and the server's general log may therefore show it.
record RotationStatement(StatementTemplate template) {

    /// MySQL runs what stands in the first, and takes the second for a comment only before white space.
    private static final Pattern READ_DIFFERENTLY = Pattern.compile("/\\*M?!|/\\*\\+|--(?=[^\\s])");

    static RotationStatement parse(String text) throws InvalidStatement {
        if (READ_DIFFERENTLY.matcher(text).find()) {
            throw new InvalidStatement("the statement holds /*! or /*+ , which servers run, or -- without white space"
                    + " behind it, which is no comment; leave them out");
        }
        return new RotationStatement(StatementTemplate.parse(text, MySqlDialect.INSTANCE.lexicon()));
    }

    /// @throws Refused frozen rules hold a text that this version does not take
    static RotationStatement frozen(String text) throws Refused {
        try {
            return parse(text);
        } catch (InvalidStatement e) {
            throw new Refused(
                    Reason.UNSUPPORTED, "STATEMENT", "the rotation statement cannot be used: " + e.getMessage());
        }
    }

    List<String> render(AccountName account, Password password, String database) throws Refused {
        return render(account, () -> revealed(password), database);
    }

    /// As people see it in a plan.
    List<String> masked(AccountName account, String database) throws Refused {
        return render(account, () -> "********", database);
    }

    private List<String> render(AccountName account, Supplier<String> clear, String database) throws Refused {
        return template.render(MySqlDialect.INSTANCE, (_, hole) -> switch (hole.field()) {
            case USERNAME -> account.value();
            case DATABASE -> database;
            case PASSWORD -> clear.get();
        });
    }

    private static String revealed(Password password) {
        return password.reveal();
    }
}
