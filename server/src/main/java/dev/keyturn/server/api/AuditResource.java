// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.audit.AuditQuery;
import dev.keyturn.server.audit.AuditReader;
import dev.keyturn.server.audit.AuditReader.Entry;
import dev.keyturn.server.audit.ChainWatch;
import dev.keyturn.server.audit.ChainWatch.Finding;
import dev.keyturn.server.audit.Verification.Result;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Permissions;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Streamed;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was done, for who may know (contract §11, §15.5): a project's admin of the project, an admin of the
/// organisation of everything.
final class AuditResource {
    private static final int MOST = 500;

    private final Database database;
    private final Permissions permissions;
    private final AuditReader reader;
    private final ChainWatch watch;

    AuditResource(Database database, Permissions permissions, AuditReader reader, ChainWatch watch) {
        this.database = database;
        this.permissions = permissions;
        this.reader = reader;
        this.watch = watch;
    }

    Reply list(Call call, Caller caller) {
        Input input = call.query();
        AuditQuery query = query(input);
        int limit = Math.toIntExact(input.integer("limit").between(1, MOST).or(50L));
        long before = input.integer("cursor").atLeast(0).or(Long.MAX_VALUE);
        input.done();
        requireReader(caller, query);
        List<Entry> found = reader.before(query, before, limit + 1);
        List<Entry> page = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next =
                found.size() > limit ? Optional.of(Long.toString(page.getLast().position())) : Optional.empty();
        return Reply.ok(new ListJson(page.stream().map(AuditResource::json).toList(), next));
    }

    Reply export(Call call, Caller caller) {
        Input input = call.query();
        AuditQuery query = query(input);
        input.done();
        requireReader(caller, query);
        return Reply.ok(new Streamed("application/x-ndjson; charset=utf-8", to -> {
                    try {
                        reader.all(query, entry -> line(to, entry));
                    } catch (UncheckedIOException gone) {
                        throw gone.getCause();
                    }
                }))
                .with("Content-Disposition", "attachment; filename=\"audit-log.jsonl\"");
    }

    private static void line(OutputStream to, Entry entry) {
        try {
            to.write(Json.write(json(entry)));
            to.write('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    Reply chain(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.READ, Subject.AUDIT_LOGS);
        return Reply.ok(watch.finding()
                .map(AuditResource::json)
                .orElseGet(() -> new ChainJson("unchecked", Optional.empty(), Optional.empty(), Optional.empty())));
    }

    private static AuditQuery query(Input input) {
        return new AuditQuery(
                text(input, "projectId"),
                text(input, "eventType").stream()
                        .flatMap(types -> Arrays.stream(types.split(",", -1)))
                        .map(String::strip)
                        .filter(type -> !type.isEmpty())
                        .toList(),
                text(input, "actor"),
                time(input, "startDate"),
                time(input, "endDate"));
    }

    private static Optional<String> text(Input input, String name) {
        return input.text(name).trimmed().optional().filter(text -> !text.isEmpty());
    }

    private static Optional<Instant> time(Input input, String name) {
        return input.text(name)
                .trimmed()
                .must(text -> text.isEmpty() || parsed(text).isPresent(), "Not a time such as 2026-03-05T11:29:05.000Z")
                .optional()
                .flatMap(AuditResource::parsed);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private void requireReader(Caller caller, AuditQuery query) {
        if (query.project().isEmpty()) {
            permissions.requireOrganizationAdmin(caller, Action.READ, Subject.AUDIT_LOGS);
        } else if (!caller.isOrganizationAdmin()) {
            // what was done in a project that is deleted stays told to the organisation
            var _ = database.read(session -> permissions.require(
                            session, caller, new ProjectId(query.project().orElseThrow())))
                    .require(Action.READ, Subject.AUDIT_LOGS);
        }
    }

    private static EventJson json(Entry entry) {
        var event = entry.event();
        return new EventJson(
                entry.id(),
                event.at(),
                event.project(),
                new Typed(event.actor().type(), Map.copyOf(event.actor().metadata())),
                new Typed(event.type(), event.metadata()),
                event.from().address(),
                event.from().userAgent());
    }

    private static ChainJson json(Finding finding) {
        Optional<Instant> at = Optional.of(finding.checkedAt());
        return switch (finding.result()) {
            case Result.Whole whole -> new ChainJson("whole", at, Optional.empty(), Optional.of(whole.rows()));
            case Result.Broken broken -> new ChainJson("broken", at, broken.row(), Optional.empty());
        };
    }

    private record ListJson(List<EventJson> auditLogs, Optional<String> nextCursor) {}

    private record Typed(String type, Map<String, ?> metadata) {}

    private record EventJson(
            String id,
            Instant createdAt,
            Optional<String> projectId,
            Typed actor,
            Typed event,
            Optional<String> ipAddress,
            Optional<String> userAgent) {}

    private record ChainJson(
            String state, Optional<Instant> checkedAt, Optional<String> firstBadId, Optional<Long> entries) {}
}
