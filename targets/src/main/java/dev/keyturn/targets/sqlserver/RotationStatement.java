// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.InvalidStatement;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.targets.jdbc.StatementTemplate;
import dev.keyturn.targets.jdbc.StatementTemplate.Field;
import dev.keyturn.targets.jdbc.StatementTemplate.Statement;
import java.util.List;

/// An owner's own statements for a change. The password itself goes in: the engine masks it in its traces where
/// `ALTER` or `CREATE` of a `LOGIN` or `USER` says it, and nowhere else.
record RotationStatement(StatementTemplate template) {

    static RotationStatement parse(String text) throws InvalidStatement {
        return new RotationStatement(StatementTemplate.parse(text, SqlServerDialect.INSTANCE.lexicon()));
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

    boolean showsPassword() {
        return template.statements().stream()
                .filter(statement -> statement.holes().stream().anyMatch(hole -> hole.field() == Field.PASSWORD))
                .anyMatch(statement -> !isMasked(statement));
    }

    List<String> render(AccountName account, String password, String database) throws Refused {
        return template.render(SqlServerDialect.INSTANCE, (_, hole) -> switch (hole.field()) {
            case USERNAME -> account.value();
            case DATABASE -> database;
            case PASSWORD -> password;
        });
    }

    private static boolean isMasked(Statement statement) {
        List<String> words = statement.words();
        return words.size() > 1
                && List.of("alter", "create").contains(words.get(0))
                && List.of("login", "user").contains(words.get(1));
    }
}
