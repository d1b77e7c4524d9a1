// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads the log. What was noted and is not written yet is not in it.
public final class AuditReader {
    private static final int PAGE = 500;

    private final Database database;
    private final AuditTable table;

    public AuditReader(Database database, AuditLog log) {
        this.database = database;
        this.table = log.table();
    }

    /// An event where it stands in the log.
    public record Entry(long position, String id, AuditEvent event) {}

    /// The newest events before a position, newest first.
    public List<Entry> before(AuditQuery query, long position, int limit) {
        return database.read(session -> page(session, query, " AND position < ?", "DESC", position, limit));
    }

    /// Gives every event that is in the log now, oldest first, page by page.
    public void all(AuditQuery query, Consumer<Entry> to) {
        long end = database.read(table::head).map(Chain.Head::position).orElse(0L);
        long seen = 0;
        List<Entry> page;
        do {
            long from = seen;
            page = database.read(session -> page(session, query, " AND position > ?", "ASC", from, PAGE));
            page.stream().filter(entry -> entry.position() <= end).forEach(to);
            seen = page.isEmpty() ? end : page.getLast().position();
        } while (page.size() == PAGE && seen < end);
    }

    private List<Entry> page(Session session, AuditQuery query, String bound, String order, long position, int limit) {
        AuditQuery.Condition condition = query.condition();
        var arguments = new ArrayList<>(condition.arguments());
        arguments.add(position);
        arguments.add(limit);
        Stream<AuditRow> rows = session
                .list(
                        "SELECT " + AuditRow.COLUMNS + " FROM audit_log WHERE 1 = 1" + condition.text() + bound
                                + " ORDER BY position " + order + " LIMIT ?",
                        AuditRow::read,
                        arguments.toArray())
                .stream();
        return rows.map(row -> new Entry(row.position(), row.id(), table.event(session, row)))
                .toList();
    }
}
