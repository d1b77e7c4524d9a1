// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.InvalidStatement;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.targets.jdbc.StatementTemplate;
import dev.keyturn.targets.jdbc.StatementTemplate.Field;
import dev.keyturn.targets.jdbc.StatementTemplate.Hole;
import dev.keyturn.targets.jdbc.StatementTemplate.Statement;
import java.util.List;
import java.util.function.Supplier;

/// An owner's own statements for a change. Where `ALTER` or `CREATE` of a `USER` or `ROLE` says `PASSWORD
/// '{{password}}'`, the verifier goes in, since `log_statement` shows the whole text; anywhere else the password does.
record RotationStatement(StatementTemplate template) {

    /// What goes into the holes.
    ///
    /// @param clear asked for only where the verifier will not do
    record Values(AccountName account, String verifier, Supplier<String> clear, String database) {}

    static RotationStatement parse(String text) throws InvalidStatement {
        return new RotationStatement(StatementTemplate.parse(text, PostgresDialect.INSTANCE.lexicon()));
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
                .anyMatch(statement -> statement.holes().stream()
                        .anyMatch(hole -> hole.field() == Field.PASSWORD && !takesVerifier(statement, hole)));
    }

    List<String> render(Values values) throws Refused {
        return template.render(PostgresDialect.INSTANCE, (statement, hole) -> switch (hole.field()) {
            case USERNAME -> values.account().value();
            case DATABASE -> values.database();
            case PASSWORD ->
                takesVerifier(statement, hole)
                        ? values.verifier()
                        : values.clear().get();
        });
    }

    private static boolean takesVerifier(Statement statement, Hole hole) {
        List<String> words = statement.words();
        boolean changesRole = words.size() > 2
                && List.of("alter", "create").contains(words.get(0))
                && List.of("user", "role").contains(words.get(1))
                && !words.get(2).equals("mapping");
        boolean literal = hole.quote().isEmpty() || hole.quote().orElseThrow().close() == '\'';
        return changesRole
                && hole.alone()
                && literal
                && hole.fences().isEmpty()
                && hole.previous().equals("password");
    }
}
