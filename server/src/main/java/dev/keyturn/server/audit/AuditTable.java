// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import dev.keyturn.server.audit.AuditEvent.Origin;
import dev.keyturn.server.audit.Chain.Head;
import dev.keyturn.server.crypto.Envelope;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Place;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.sql.Session;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The statements on the tables `audit_log` and `audit_head`. The lock on the head makes the appends of all
/// nodes follow one another.
final class AuditTable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTable.class);
    private static final String HEAD = "SELECT position, row_id, hash, signature FROM audit_head WHERE id = 1";

    private final Keyring keyring;
    private final Chain chain;
    private final Randomness ids;

    AuditTable(Keyring keyring, Randomness ids) {
        this.keyring = keyring;
        this.chain = new Chain(keyring.signer(Chain.KEY_PURPOSE));
        this.ids = ids;
    }

    /// What a row holds besides the columns that it is found by.
    record Details(
            Map<String, String> actor,
            Optional<String> address,
            Optional<String> userAgent,
            Map<String, Object> metadata) {}

    Chain chain() {
        return chain;
    }

    /// Signs the head of a log that has none, because this store never had one.
    void begin(Session session) {
        Head none = chain.empty();
        session.update(
                "INSERT INTO audit_head (id, position, hash, signature) VALUES (1, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                none.position(),
                none.hash(),
                none.signature());
    }

    Optional<Head> head(Session session) {
        return head(session, "");
    }

    static Optional<Head> head(Session session, String lock) {
        return session.one(
                HEAD + lock,
                row -> new Head(
                        row.number("position"), row.optionalText("row_id"), row.text("hash"), row.text("signature")));
    }

    /// Adds rows at the end of the log. To be called last in a transaction: others wait for its end.
    void append(Session session, Collection<AuditEvent> events) {
        Head before = head(session, session.dialect().forUpdate()).orElseGet(() -> Chain.lost());
        boolean whole = chain.isSigned(before);
        if (!whole) {
            LOG.atError()
                    .addKeyValue("position", before.position())
                    .log(
                            "the head of the audit log was changed by somebody without the root key; run keyturn audit verify");
        }
        Envelope envelope = keyring.envelope(session, KeyScope.ORGANIZATION);
        Head head = before;
        for (AuditEvent event : events) {
            AuditRow row = chain.linked(head.hash(), row(head.position() + 1, event, envelope));
            insert(session, row);
            head = whole ? chain.head(row.position(), Optional.of(row.id()), row.hash()) : Chain.unsigned(row);
        }
        session.update(
                "UPDATE audit_head SET position = ?, row_id = ?, hash = ?, signature = ? WHERE id = 1",
                head.position(),
                head.row(),
                head.hash(),
                head.signature());
    }

    private AuditRow row(long position, AuditEvent event, Envelope envelope) {
        String id = ids.id();
        var details = new Details(
                event.actor().metadata(), event.from().address(), event.from().userAgent(), event.metadata());
        return new AuditRow(
                position,
                id,
                event.at(),
                event.project(),
                event.type(),
                event.actor().type(),
                event.actor().id(),
                Base64.getEncoder().encodeToString(envelope.seal(place(id), Json.write(details))),
                "",
                "");
    }

    private static void insert(Session session, AuditRow row) {
        session.update(
                "INSERT INTO audit_log (" + AuditRow.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.position(),
                row.id(),
                row.createdAt(),
                row.project(),
                row.type(),
                row.actorType(),
                row.actor(),
                row.details(),
                row.hash(),
                row.signature());
    }

    /// Rows after a position, oldest first.
    static List<AuditRow> after(Session session, long position, int limit) {
        return session.list(
                "SELECT " + AuditRow.COLUMNS + " FROM audit_log WHERE position > ? ORDER BY position LIMIT ?",
                AuditRow::read,
                position,
                limit);
    }

    /// The event that a row tells of.
    AuditEvent event(Session session, AuditRow row) {
        Envelope envelope = keyring.envelope(session, KeyScope.ORGANIZATION);
        Details details =
                Json.read(envelope.openText(place(row.id()), Base64.getDecoder().decode(row.details())), Details.class);
        return new AuditEvent(
                row.type(),
                row.createdAt(),
                row.project(),
                new Actor(row.actorType(), row.actor(), details.actor()),
                new Origin(details.address(), details.userAgent()),
                details.metadata());
    }

    private static Place place(String id) {
        return new Place("audit_log.details", id, 1);
    }
}
