// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what a session is asked, has it carried out, and writes the answer.
final class Requests {

    private static final int DONE = 0xfd;
    private static final int DONE_PROCEDURE = 0xfe;
    private static final int DONE_IN_PROCEDURE = 0xff;

    private final Session session;
    private final TdsChannel channel;
    private final List<Datum> outputs = new ArrayList<>();

    Requests(Session session, TdsChannel channel) {
        this.session = session;
        this.channel = channel;
    }

    void serve() throws IOException {
        for (var message = channel.read(); message.isPresent(); message = channel.read()) {
            var writer = new TdsWriter(session.instance().name());
            boolean goesOn = answer(message.orElseThrow(), writer);
            if (session.isOver()) {
                return;
            }
            channel.write(writer.toByteArray());
            if (!goesOn) {
                return;
            }
        }
    }

    private boolean answer(TdsChannel.Message message, TdsWriter writer) {
        var reader = new TdsReader(message.body());
        return switch (message.type()) {
            case TdsChannel.BATCH -> {
                reader.skipAllHeaders();
                String text = reader.rest();
                yield answer(writer, DONE, () -> run(text, Map.of(), writer, DONE));
            }
            case TdsChannel.RPC -> {
                reader.skipAllHeaders();
                yield answer(writer, DONE_PROCEDURE, () -> procedure(Call.of(reader), writer));
            }
            case TdsChannel.ATTENTION -> {
                writer.done(TdsWriter.ATTENTION);
                yield true;
            }
            default ->
                answer(writer, DONE, () -> {
                    throw new SqlError(40197, 16, "This double takes no messages of type " + message.type() + ".");
                });
        };
    }

    /// Something that is done, or fails as a server fails.
    @FunctionalInterface
    private interface Work {
        /// @return the status that a procedure returns
        int run() throws SqlError;
    }

    /// Writes what the work writes, and how it ended.
    ///
    /// @return whether the connection goes on
    private boolean answer(TdsWriter writer, int done, Work work) {
        long before = session.transaction();
        String database = session.database().name();
        Optional<SqlError> failure = Optional.empty();
        int returned = 0;
        try {
            returned = work.run();
        } catch (SqlError error) {
            writer.error(error);
            failure = Optional.of(error);
            returned = error.number();
            if (session.abortsOnError() && session.transaction() != 0) {
                session.rollback();
            }
        }
        changes(writer, before, database);
        int status = failure.isPresent() ? TdsWriter.ERROR : TdsWriter.FINAL;
        if (done == DONE_PROCEDURE) {
            writer.returnStatus(returned);
            outputs.forEach(writer::returnValue);
            outputs.clear();
        }
        writer.done(done, status, 0);
        return failure.filter(SqlError::endsConnection).isEmpty();
    }

    private int procedure(Call call, TdsWriter writer) throws SqlError {
        if (call.hasOutputBehindFirst()) {
            throw new SqlError(40197, 16, "This double has no output parameters.");
        }
        return switch (call.procedure()) {
            case "sp_executesql" -> {
                var parameters = call.parameters(call.value(1).text(), 2);
                yield run(call.value(0).text(), parameters, writer, DONE_IN_PROCEDURE);
            }
            case "sp_prepare" -> {
                prepare(call);
                yield 0;
            }
            case "sp_prepexec" -> {
                var statement = prepare(call);
                yield run(statement.text(), call.parameters(statement.declaration(), 3), writer, DONE_IN_PROCEDURE);
            }
            case "sp_execute" -> {
                var statement = session.prepared().get(call.value(0).number());
                yield run(statement.text(), call.parameters(statement.declaration(), 1), writer, DONE_IN_PROCEDURE);
            }
            case "sp_unprepare" -> {
                session.prepared().remove(call.value(0).number());
                yield 0;
            }
            default -> new AppLockProcedures(session).call(call);
        };
    }

    private PreparedStatements.Statement prepare(Call call) {
        var statement = new PreparedStatements.Statement(
                call.value(1).text(), call.value(2).text());
        outputs.add(Datum.of(session.prepared().add(statement)));
        return statement;
    }

    private int run(String text, Map<String, Datum> parameters, TdsWriter writer, int done) throws SqlError {
        List<String> shown = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue().text())
                .sorted()
                .toList();
        session.instance().record(shown.isEmpty() ? text : text + " -- " + String.join(", ", shown));
        session.instance().failAsPlanned(text);
        for (Rows rows : new Batch(session, text, parameters).run()) {
            writer.columns(rows);
            rows.rows().forEach(row -> writer.row(rows, row));
            writer.done(done, TdsWriter.MORE | TdsWriter.COUNT, rows.rows().size());
        }
        return 0;
    }

    private void changes(TdsWriter writer, long before, String database) {
        long after = session.transaction();
        if (before == 0 && after != 0) {
            writer.transaction(TdsWriter.BEGIN, after);
        } else if (before != 0 && after == 0) {
            writer.transaction(session.wasUndone() ? TdsWriter.ROLLBACK : TdsWriter.COMMIT, before);
        }
        if (!database.equals(session.database().name())) {
            writer.changed(TdsWriter.DATABASE, session.database().name(), database);
        }
    }
}
