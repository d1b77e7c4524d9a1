// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.mysql.Engine.Closing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a user would be changed by, with asterisks for what is secret.
record StatementPreview(AdminSession session, Optional<String> database) {

    private static final String MASK = "********";

    /// @param rules with their hosts
    List<String> of(AccountName user, AccountRules rules) throws Refused, Unanswered {
        Engine engine = session.engine();
        List<AccountRow> rows = new Catalogue(session).rows(user, rules).orElse(List.of());
        List<String> statements = new ArrayList<>();
        if (rows.isEmpty() && rules.createMissing()) {
            for (String host : rules.hosts()) {
                statements.add(engine.create(engine.account(user, host), masked(engine.defaultPlugin())));
            }
            if (rules.statement().isEmpty()) {
                return statements;
            }
        }
        if (rules.statement().isPresent()) {
            statements.addAll(
                    RotationStatement.frozen(rules.statement().orElseThrow()).masked(user, database.orElse("")));
            return statements;
        }
        for (String host : rules.hosts()) {
            Optional<AccountRow> row =
                    rows.stream().filter(known -> known.host().equals(host)).findFirst();
            String plugin = row.isPresent() ? new Methods(engine, row.orElseThrow()).plugin() : engine.defaultPlugin();
            List<Wanted> want = List.of(Wanted.asIs(masked(plugin)));
            List<LoginMethod> have = row.map(AccountRow::methods).orElse(List.of());
            String account = engine.account(user, host);
            statements.addAll(engine.change(
                    account, new AccountRow(host, have, false, AccountRow.Demands.NOTHING), want, Closing.AS_IT_IS));
        }
        return statements;
    }

    private static LoginMethod masked(String plugin) {
        return new LoginMethod(plugin, MASK);
    }
}
