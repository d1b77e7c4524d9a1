// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import dev.keyturn.server.audit.AuditEvent.Origin;
import dev.keyturn.server.http.Notes;
import dev.keyturn.server.sql.Companion;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.util.Optional;

/// One request that is told to the audit log. Belongs to the thread that answers it, and is found there by those who
/// tell of what they do for it.
public final class Telling implements Companion {
    private static final ScopedValue<Telling> CURRENT = ScopedValue.newInstance();

    private final AuditLog log;
    private final String type;
    private final Sender sender;
    private final Notes notes;
    private boolean joining;
    private boolean told;
    private boolean begun;

    Telling(AuditLog log, String type, Sender sender, Notes notes) {
        this.log = log;
        this.type = type;
        this.sender = sender;
        this.notes = notes;
    }

    /// Who sent it, and when.
    record Sender(Actor actor, Origin from, Instant at) {}

    /// The request that this thread answers.
    public static Optional<Telling> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    ScopedValue.Carrier carrier() {
        return ScopedValue.where(CURRENT, this);
    }

    AuditEvent event() {
        Actor actor = notes.identity().map(Actor::identity).orElse(sender.actor());
        String what = notes.isFailed() ? type + "-failed" : type;
        return new AuditEvent(what, sender.at(), notes.project(), actor, sender.from(), notes.metadata());
    }

    public Actor actor() {
        return sender.actor();
    }

    public Origin from() {
        return sender.from();
    }

    /// What it asked for was told with its outcome, by whoever did it.
    public void told(String event) {
        told |= event.equals(type);
    }

    boolean isTold() {
        return told;
    }

    /// A target may have been touched for it, so that its failure has to be told as well.
    public void begun() {
        begun = true;
    }

    boolean isBegun() {
        return begun;
    }

    @Override
    public void join(Session session) {
        if (!told) {
            joining = true;
            log.append(session, event());
        }
    }

    @Override
    public void joined() {
        told |= joining;
    }
}
