// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Carries out a batch, statement by statement: exactly the statements that are needed here. Anything else is error
/// 102, as a real server says of what it does not understand.
final class Batch {

    private final Session session;
    private final SqlTokens tokens;
    private final Map<String, Datum> variables;
    private final List<Rows> answers = new ArrayList<>();

    Batch(Session session, String text, Map<String, Datum> parameters) throws SqlError {
        this.session = session;
        this.tokens = new SqlTokens(text);
        this.variables = new HashMap<>(parameters);
    }

    List<Rows> run() throws SqlError {
        while (!tokens.isAtEnd()) {
            if (!tokens.accept(";")) {
                statement();
            }
        }
        return answers;
    }

    private void statement() throws SqlError {
        if (tokens.accept("select")) {
            answers.add(new Query(session, tokens, variables).run());
        } else if (tokens.accept("set")) {
            setting();
        } else if (tokens.accept("if", "@@trancount", ">")) {
            var _ = tokens.value();
        } else if (tokens.accept("begin", "tran")) {
            session.begin();
        } else if (tokens.accept("commit")) {
            var _ = tokens.accept("tran");
            session.commit();
        } else if (tokens.accept("rollback")) {
            var _ = tokens.accept("tran");
            session.rollback();
        } else if (tokens.accept("use")) {
            use(tokens.name());
        } else if (tokens.accept("kill")) {
            kill(tokens.value().number());
        } else if (tokens.accept("declare")) {
            variables.put(tokens.name(), new Datum.Null());
            var _ = tokens.name();
        } else if (tokens.accept("exec")) {
            execute();
        } else {
            session.beginIfImplicit();
            new AccountStatements(session, tokens).run();
        }
    }

    private void setting() throws SqlError {
        if (tokens.accept("implicit_transactions")) {
            boolean on = tokens.accept("on");
            if (!on) {
                tokens.expect("off");
            }
            session.implicitTransactions(on);
        } else {
            tokens.expect("lock_timeout");
            var _ = tokens.value();
        }
    }

    private void use(String name) throws SqlError {
        Optional<Database> database = session.instance().database(name);
        if (database.isEmpty()) {
            throw new SqlError(911, 16, "Database '" + name + "' does not exist.");
        }
        if (!session.identity().mayEnter(database.orElseThrow())) {
            throw new SqlError(
                    916,
                    14,
                    "The server principal is not able to access the database \"" + name
                            + "\" under the current security context.");
        }
        database.orElseThrow().checkReadable(session.instance());
        session.use(database.orElseThrow());
    }

    private void kill(long id) throws SqlError {
        if (!session.identity().may("ALTER ANY CONNECTION")) {
            throw new SqlError(6102, 14, "User does not have permission to use the KILL statement.");
        }
        Optional<Session> victim = session.instance().sessions().stream()
                .filter(other -> other.id() == id)
                .findFirst();
        if (victim.isEmpty()) {
            throw new SqlError(6106, 16, "Process ID " + id + " is not an active process ID.");
        }
        if (victim.orElseThrow().equals(session)) {
            throw new SqlError(6104, 16, "Cannot use KILL to kill your own process.");
        }
        victim.orElseThrow().kill();
    }

    /// `EXEC @result = sp_getapplock @Resource = …, …`.
    private void execute() throws SqlError {
        String result = tokens.name();
        tokens.expect("=");
        var _ = tokens.accept("sys", ".");
        String procedure = tokens.word();
        Map<String, Datum> arguments = new HashMap<>();
        do {
            String name = tokens.word();
            tokens.expect("=");
            arguments.put(name, new Query(session, tokens, variables).expression());
        } while (tokens.accept(","));
        variables.put(result, Datum.of(lock(procedure, arguments)));
    }

    private int lock(String procedure, Map<String, Datum> arguments) throws SqlError {
        boolean ofSession = argument(arguments, "@lockowner").equalsIgnoreCase("session");
        if (!ofSession) {
            throw SqlError.syntax("@LockOwner");
        }
        var resource = new AppLocks.Resource(session.database().name(), argument(arguments, "@resource"));
        AppLocks locks = session.instance().locks();
        try {
            return switch (procedure) {
                case "sp_getapplock" ->
                    locks.acquire(resource, session, Long.parseLong(argument(arguments, "@locktimeout")));
                case "sp_releaseapplock" -> locks.release(resource, session) ? 0 : -999;
                default -> throw new SqlError(2812, 16, "Could not find stored procedure '" + procedure + "'.");
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return -2;
        }
    }

    private static String argument(Map<String, Datum> arguments, String name) {
        return arguments.getOrDefault(name, new Datum.Null()).text();
    }
}
