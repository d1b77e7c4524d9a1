// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.time.Duration;
import java.time.LocalTime;
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
        } else if (tokens.accept("waitfor", "delay")) {
            waitFor(LocalTime.parse(tokens.value().text()));
        } else if (tokens.accept("create", "table")) {
            session.beginIfImplicit();
            session.tables().create(tokens);
        } else if (tokens.accept("insert", "into")) {
            session.beginIfImplicit();
            session.tables().insert(tokens, variables);
        } else if (tokens.accept("drop", "table")) {
            session.beginIfImplicit();
            session.tables().drop(tokens);
        } else {
            session.beginIfImplicit();
            new AccountStatements(session, tokens).run();
        }
    }

    private void waitFor(LocalTime time) throws SqlError {
        try {
            session.instance().locks().pause(session, Duration.ofNanos(time.toNanoOfDay()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SqlError(596, 21, "Cannot continue the execution because the session is in the kill state.");
        }
    }

    private void setting() throws SqlError {
        if (tokens.accept("implicit_transactions")) {
            session.implicitTransactions(tokens.onOrOff());
        } else if (tokens.accept("xact_abort")) {
            session.abortsOnError(tokens.onOrOff());
        } else if (tokens.accept("nocount")) {
            var _ = tokens.onOrOff();
        } else {
            tokens.expect("lock_timeout");
            session.lockTimeout(Duration.ofMillis(tokens.value().number()));
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

    /// `EXEC @result = sp_getapplock @Resource = …, …`, or without the result, or with arguments by their places.
    private void execute() throws SqlError {
        Optional<String> result = Optional.empty();
        if (tokens.peek().text().startsWith("@")) {
            result = Optional.of(tokens.name());
            tokens.expect("=");
        }
        var _ = tokens.accept("sys", ".");
        String procedure = tokens.word();
        List<Call.Argument> arguments = new ArrayList<>();
        do {
            boolean named = tokens.isFollowedBy("=");
            String name = named ? tokens.word() : "";
            if (named) {
                tokens.expect("=");
            }
            arguments.add(new Call.Argument(name, false, new Query(session, tokens, variables).expression()));
        } while (tokens.accept(","));
        int status = call(new Call(procedure, arguments));
        result.ifPresent(name -> variables.put(name, Datum.of(status)));
    }

    private int call(Call call) throws SqlError {
        if (call.procedure().equals("sp_unprepare")) {
            session.prepared().remove(call.value(0).number());
            return 0;
        }
        return new AppLockProcedures(session).call(call);
    }
}
