// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what a session is asked, has it carried out, and writes the answer.
final class Requests {

    private static final int BY_NUMBER = 0xffff;
    private static final int EXECUTE_SQL = 10;
    private static final int DONE = 0xfd;
    private static final int DONE_PROCEDURE = 0xfe;
    private static final int DONE_IN_PROCEDURE = 0xff;

    private final Session session;
    private final TdsChannel channel;

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
                yield run(reader.rest(), Map.of(), writer, DONE);
            }
            case TdsChannel.RPC -> {
                reader.skipAllHeaders();
                yield procedure(reader, writer);
            }
            case TdsChannel.ATTENTION -> {
                writer.done(TdsWriter.ATTENTION);
                yield true;
            }
            default ->
                throw new IllegalStateException(
                        "a message of type " + message.type() + " came; teach it to the double");
        };
    }

    /// `sp_executesql`: the statement, what its parameters are called, and their values.
    private boolean procedure(TdsReader reader, TdsWriter writer) {
        int length = reader.aShort();
        if (length != BY_NUMBER || reader.aShort() != EXECUTE_SQL) {
            throw new IllegalStateException("a procedure other than sp_executesql was called; teach it to the double");
        }
        var _ = reader.aShort();
        List<Datum> values = new ArrayList<>();
        while (reader.hasMore()) {
            var _ = reader.text(reader.aByte());
            var _ = reader.aByte();
            values.add(reader.parameter());
        }
        Map<String, Datum> parameters = new HashMap<>();
        String declared = values.size() > 1 ? values.get(1).text() : "";
        int place = 2;
        for (String one : declared.split(",", -1)) {
            String name = one.strip().split(" ", 2)[0];
            if (name.startsWith("@") && place < values.size()) {
                parameters.put(name, values.get(place++));
            }
        }
        return run(values.getFirst().text(), parameters, writer, DONE_IN_PROCEDURE);
    }

    private boolean run(String text, Map<String, Datum> parameters, TdsWriter writer, int done) {
        List<String> shown = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue().text())
                .sorted()
                .toList();
        session.instance().log().add(shown.isEmpty() ? text : text + " -- " + String.join(", ", shown));
        long before = session.transaction();
        String database = session.database().name();
        Optional<SqlError> failure = Optional.empty();
        try {
            session.instance().failAsPlanned(text);
            for (Rows rows : new Batch(session, text, parameters).run()) {
                writer.columns(rows);
                rows.rows().forEach(row -> writer.row(rows, row));
                writer.done(done, TdsWriter.MORE | TdsWriter.COUNT, rows.rows().size());
            }
        } catch (SqlError error) {
            writer.error(error);
            failure = Optional.of(error);
        }
        changes(writer, before, database);
        int status = failure.isPresent() ? TdsWriter.ERROR : TdsWriter.FINAL;
        if (done == DONE_IN_PROCEDURE) {
            writer.returnStatus(failure.isPresent() ? failure.orElseThrow().number() : 0);
            writer.done(DONE_PROCEDURE, status, 0);
        } else {
            writer.done(status);
        }
        return failure.filter(SqlError::endsConnection).isEmpty();
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
