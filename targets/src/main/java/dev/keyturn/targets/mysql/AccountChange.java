// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.mysql.Engine.Closing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Changes what a user logs in with, at each of its hosts, on a session that holds the user's lock. Every
/// statement commits by itself, so each one is chosen by what is there.
final class AccountChange {

    private final Sessions sessions;
    private final Endpoint at;
    private final AdminSession session;
    private final Engine engine;
    private final RandomGenerator random;
    private final Consumer<String> warnings;

    AccountChange(Sessions sessions, Endpoint at, RandomGenerator random, Consumer<String> warnings)
            throws Refused, Unanswered {
        this.sessions = sessions;
        this.at = at;
        this.session = sessions.at(at);
        this.engine = session.engine();
        this.random = random;
        this.warnings = warnings;
    }

    void apply(Credential next, Keep keep) throws Refused, Unanswered {
        Optional<List<AccountRow>> rows = new Catalogue(session).rows(next.account(), next.rules());
        if (next.rules().createMissing()
                && rows.filter(found -> !found.isEmpty()).isEmpty()) {
            run(creations(next));
        }
        if (next.rules().statement().isPresent()) {
            run(custom(next));
        } else if (rows.isEmpty()) {
            run(blindly(next, keep));
        } else if (rows.orElseThrow().isEmpty()) {
            if (!next.rules().createMissing()) {
                throw new Rights(session).missing(next.account());
            }
        } else {
            run(changes(next, keep, rows.orElseThrow()));
        }
    }

    void retire(Credential gone, Keep keep) throws Refused, Unanswered {
        Optional<List<AccountRow>> rows = new Catalogue(session).rows(gone.account(), gone.rules());
        if (rows.filter(List::isEmpty).isPresent()) {
            return;
        }
        switch (keep) {
            case Keep.Only(Credential kept) when kept.rules().statement().isPresent() -> run(custom(kept));
            case Keep.Gone() when gone.origin() == Origin.MADE -> drop(gone, rows);
            case Keep.Only _, Keep.AsFound _ -> run(retirements(gone, keep, rows));
            case Keep.Shut(), Keep.Gone() -> shut(gone, rows);
        }
    }

    /// Where an owner's statement stands for ours, our user may have no other right than to run that.
    private void shut(Credential gone, Optional<List<AccountRow>> rows) throws Refused, Unanswered {
        boolean custom = gone.rules().statement().isPresent();
        run(custom ? custom(unknown(gone)) : retirements(gone, new Keep.Shut(), rows));
    }

    /// MySQL does not drop a user in whose name views or routines run; it is shut, and a person decides about
    /// the rest.
    private void drop(Credential gone, Optional<List<AccountRow>> rows) throws Refused, Unanswered {
        List<String> accounts = new ArrayList<>();
        for (String host : hosts(gone, rows)) {
            accounts.add(engine.account(gone.account(), host));
        }
        String drop = "DROP USER IF EXISTS " + String.join(", ", accounts);
        try {
            session.change("DROP USER", drop);
        } catch (Refused refused) {
            if (!refused.code().equals(MySqlVerdicts.IS_DEFINER)) {
                throw refused;
            }
            warnings.accept(
                    "the user was shut, not dropped: views, routines or events run in its name; give them another"
                            + " DEFINER, and then run " + drop + ";");
            shut(gone, rows);
        }
    }

    private List<String> creations(Credential next) throws Refused {
        List<String> statements = new ArrayList<>();
        for (String host : hosts(next, Optional.empty())) {
            statements.add(
                    engine.create(engine.account(next.account(), host), LoginMethod.of(engine.defaultPlugin(), next)));
        }
        return statements;
    }

    private List<String> changes(Credential next, Keep keep, List<AccountRow> rows) throws Refused {
        List<String> statements = new ArrayList<>();
        for (AccountRow row : rows) {
            var methods = new Methods(engine, row);
            Closing closing = next.origin() == Origin.MADE && row.locked() ? Closing.UNLOCKED : Closing.AS_IT_IS;
            statements.addAll(engine.change(
                    engine.account(next.account(), row.host()), row, methods.applied(next, keep), closing));
        }
        return statements;
    }

    /// Before MySQL keeps a password beside the new one, a login tells whether the new one is in already:
    /// said twice, the statement would throw the old one away.
    private List<String> blindly(Credential next, Keep keep) throws Refused, Unanswered {
        boolean inPlace = engine instanceof MySql && !(keep instanceof Keep.Shut) && sessions.accepts(at, next);
        Closing closing = next.origin() == Origin.MADE ? Closing.UNLOCKED : Closing.AS_IT_IS;
        List<String> statements = new ArrayList<>();
        for (String host : hosts(next, Optional.empty())) {
            List<Wanted> want = new Methods(engine, unseen(host)).applied(next, keep);
            statements.addAll(engine.changeBlindly(engine.account(next.account(), host), want, inPlace, closing));
        }
        return statements;
    }

    private List<String> retirements(Credential gone, Keep keep, Optional<List<AccountRow>> rows) throws Refused {
        Closing closing = gone.origin() == Origin.MADE && keep instanceof Keep.Shut ? Closing.LOCKED : Closing.AS_IT_IS;
        List<String> statements = new ArrayList<>();
        for (AccountRow row : rows.orElseGet(() -> unseen(gone))) {
            List<Wanted> want = new Methods(engine, row).left(keep, random);
            if (want.isEmpty()) {
                continue;
            }
            String account = engine.account(gone.account(), row.host());
            statements.addAll(
                    rows.isPresent()
                            ? engine.change(account, row, want, closing)
                            : engine.changeBlindly("IF EXISTS " + account, only(want), false, closing));
        }
        return statements;
    }

    /// Unread, a second password of MySQL cannot be put back.
    private List<Wanted> only(List<Wanted> want) {
        return engine instanceof MySql ? want.subList(0, 1) : want;
    }

    private List<AccountRow> unseen(Credential credential) {
        return hosts(credential, Optional.empty()).stream()
                .map(AccountChange::unseen)
                .toList();
    }

    private static AccountRow unseen(String host) {
        return new AccountRow(host, List.of(), false, AccountRow.Demands.NOTHING);
    }

    private List<String> hosts(Credential credential, Optional<List<AccountRow>> rows) {
        List<String> found =
                rows.stream().flatMap(List::stream).map(AccountRow::host).toList();
        List<String> frozen = credential.rules().hosts();
        return !found.isEmpty() ? found : !frozen.isEmpty() ? frozen : List.of(Catalogue.ANY_HOST);
    }

    /// The owner's own statements, in the connection's database.
    private List<String> custom(Credential credential) throws Refused {
        String database = sessions.database().orElse("");
        List<String> statements = new ArrayList<>();
        if (!database.isEmpty()) {
            statements.add("USE " + MySqlDialect.INSTANCE.identifier(database));
        }
        statements.addAll(
                RotationStatement.frozen(credential.rules().statement().orElseThrow())
                        .render(credential.account(), credential.password(), database));
        return statements;
    }

    /// A refusal after the first statement is none of the whole: something was changed.
    private void run(List<String> statements) throws Refused, Unanswered {
        boolean changed = false;
        for (String statement : statements) {
            String what = statement.startsWith("USE ")
                    ? "USE"
                    : statement.startsWith("CREATE USER ") ? "CREATE USER" : "ALTER USER";
            try {
                session.change(what, statement);
            } catch (Refused refused) {
                if (changed) {
                    throw new Unanswered(
                            refused.code(),
                            "the user was changed in part, and then: " + refused.getMessage(),
                            at.toString());
                }
                throw refused;
            }
            changed = !what.equals("USE") || changed;
        }
    }

    /// The same account with a password that nobody keeps.
    private Credential unknown(Credential gone) {
        var generator = new PasswordGenerator(random);
        return new Credential(
                gone.account(),
                gone.origin(),
                generator.password(PasswordRequirements.standard()),
                gone.version(),
                generator.salt(),
                gone.rules());
    }
}
