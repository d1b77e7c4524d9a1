// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.List;

/// Where events are told. Safe for many threads.
///
/// Three ways, by what they promise: [#append] is part of somebody's transaction; [#store] returns when the event is on
/// disk, and shares one transaction with all who wait at that moment, so that the chain does not make reads follow one
/// another; [#note] returns at once, counts like reads together, and loses at most a second of them in a crash.
public final class AuditLog implements AutoCloseable {
    private final AuditTable table;
    private final AuditWriter writer;

    private AuditLog(AuditTable table, AuditWriter writer) {
        this.table = table;
        this.writer = writer;
    }

    /// Begins the log if the store never had one, and the thread that writes.
    public static AuditLog start(Database database, Keyring keyring, Randomness ids) {
        var table = new AuditTable(keyring, ids);
        database.change(table::begin);
        return new AuditLog(
                table, AuditWriter.start(events -> database.change(session -> append(table, session, events))));
    }

    private static void append(AuditTable table, Session session, List<AuditEvent> events) {
        session.atEnd(last -> table.append(last, events));
    }

    /// Adds the event to a transaction: both are stored, or none.
    public void append(Session session, AuditEvent event) {
        append(table, session, List.of(event));
    }

    /// Stores the event; on return it is on disk.
    ///
    /// @throws StoreUnavailable if it could not be stored
    public void store(AuditEvent event) {
        writer.store(event);
    }

    /// Remembers a plain read; it is stored within a second. While the store takes nothing, reads are
    /// counted as long as there is room.
    ///
    /// @throws StoreUnavailable if there is none left
    public void note(AuditEvent read) {
        writer.note(read);
    }

    AuditTable table() {
        return table;
    }

    /// Stores what was noted, and ends.
    @Override
    public void close() {
        writer.close();
    }
}
