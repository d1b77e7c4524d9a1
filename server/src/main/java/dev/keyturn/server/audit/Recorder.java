// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import dev.keyturn.server.audit.AuditEvent.Origin;
import dev.keyturn.server.audit.Telling.Sender;
import dev.keyturn.server.auth.Authenticator.CallerHandler;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Handler;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.sql.Database;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Stands round every handler and tells the audit log of its request, as the table of routes says. An answer leaves
/// only when it was told; what cannot be told is answered with 503.
public final class Recorder {
    private static final int LONGEST_USER_AGENT = 256;

    private final AuditLog log;
    private final InstantSource clock;
    private final boolean tellsReads;

    private Recorder(AuditLog log, InstantSource clock, boolean tellsReads) {
        this.log = log;
        this.clock = clock;
        this.tellsReads = tellsReads;
    }

    public Recorder(AuditLog log, InstantSource clock) {
        this(log, clock, true);
    }

    /// Tells of everything but reads: for a page that keeps itself fresh, and was told of when it was opened.
    /// What gives away credentials is told.
    public static Recorder withoutReads(AuditLog log, InstantSource clock) {
        return new Recorder(log, clock, false);
    }

    /// Of a route that needs no login.
    public Handler open(Recording recording, Handler handler) {
        return call -> record(recording, call, Actor.platform(), () -> handler.handle(call));
    }

    public CallerHandler guarded(Recording recording, CallerHandler handler) {
        return (call, caller) -> record(recording, call, Actor.of(caller), () -> handler.handle(call, caller));
    }

    private Reply record(Recording recording, Call call, Actor actor, Supplier<Reply> work) {
        return recording
                .event()
                .map(type -> record(
                        recording,
                        telling(type, call, actor),
                        () -> call.notes().during(work)))
                .orElseGet(work);
    }

    private Telling telling(String type, Call call, Actor actor) {
        call.names().forEach(call::note);
        Optional.ofNullable(call.names().get("projectId")).ifPresent(call.notes()::project);
        var from = new Origin(
                Optional.of(call.client().address().getHostAddress()),
                call.header("User-Agent").map(text -> text.substring(0, Math.min(text.length(), LONGEST_USER_AGENT))));
        return new Telling(log, type, new Sender(actor, from, clock.instant()), call.notes());
    }

    private Reply record(Recording recording, Telling telling, Supplier<Reply> work) {
        return switch (recording) {
            case Recording.Change _ ->
                stored(telling, telling.carrier().call(() -> Database.accompanied(telling, work)));
            case Recording.Run _ -> run(telling, work);
            case Recording.Reveal _ -> {
                Reply reply = telling.carrier().call(work::get);
                yield gives(reply) ? stored(telling, reply) : reply;
            }
            case Recording.Read _ -> {
                Reply reply = telling.carrier().call(work::get);
                if (tellsReads && gives(reply)) {
                    log.note(telling.event());
                }
                yield reply;
            }
            case Recording.Silent() -> work.get();
        };
    }

    /// A failure counts as well, once a target may have been touched.
    private Reply run(Telling telling, Supplier<Reply> work) {
        try {
            return stored(telling, telling.carrier().call(work::get));
        } catch (ApiError failed) {
            if (telling.isBegun() && !telling.isTold()) {
                log.store(telling.event().with("status", "failed").with("message", failed.getMessage()));
            }
            throw failed;
        }
    }

    private Reply stored(Telling telling, Reply reply) {
        if (!telling.isTold()) {
            log.store(telling.event());
        }
        return reply;
    }

    /// Whether the client was given something that it did not have.
    private static boolean gives(Reply reply) {
        return reply.status() == 200;
    }
}
