// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.audit;

import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The filter of the log, which is all in the page's address.
///
/// @param project slug; empty for all
/// @param event   a group of ours, or a type of the API; empty for all
/// @param actor   an id, or `user`, `identity`, `platform`; empty for all
/// @param from    the first day, in the browser's zone, as a browser writes it; empty without a beginning
/// @param to      the last day
/// @param cursor  where older entries begin; empty for the newest
record AuditFilter(String project, String event, String actor, String from, String to, String cursor) {
    static final int ROWS = 50;

    static AuditFilter of(Visit visit) {
        return new AuditFilter(
                field(visit, "project"),
                field(visit, "event"),
                field(visit, "actor"),
                day(field(visit, "from")).map(LocalDate::toString).orElse(""),
                day(field(visit, "to")).map(LocalDate::toString).orElse(""),
                field(visit, "cursor"));
    }

    private static String field(Visit visit, String name) {
        return visit.query(name).map(String::strip).orElse("");
    }

    /// What a browser without a field for days lets somebody write is no day, and filters nothing.
    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    AuditFilter in(String slug) {
        return new AuditFilter(slug, event, actor, from, to, cursor);
    }

    boolean isEmpty() {
        return project.isEmpty() && event.isEmpty() && actor.isEmpty() && from.isEmpty() && to.isEmpty();
    }

    /// The page with older entries.
    String older(String next) {
        return address(with(fields(), "cursor", next), "/audit");
    }

    /// The newest entries of the same filter.
    String newest() {
        return address(fields(), "/audit");
    }

    /// The question for the API.
    ///
    /// @param projectId of the project of the filter; empty for all
    String question(String projectId, ZoneId zone) {
        var asked = asked(projectId, zone);
        asked.put("limit", Integer.toString(ROWS));
        return address(with(asked, "cursor", cursor), "/api/v1/organization/audit-logs");
    }

    private Map<String, String> asked(String projectId, ZoneId zone) {
        var asked = new LinkedHashMap<String, String>();
        asked.put("projectId", projectId);
        asked.put("eventType", EventGroup.of(event).map(EventGroup::types).orElse(event));
        asked.put("actor", actor);
        asked.put("startDate", day(from).map(day -> start(day, zone)).orElse(""));
        asked.put("endDate", day(to).map(day -> start(day.plusDays(1), zone)).orElse(""));
        return asked;
    }

    private static String start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toString();
    }

    private Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("project", project);
        fields.put("event", event);
        fields.put("actor", actor);
        fields.put("from", from);
        fields.put("to", to);
        return fields;
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        var all = new LinkedHashMap<>(fields);
        all.put(name, value);
        return all;
    }

    private static String address(Map<String, String> fields, String path) {
        String query = fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + ConsoleApi.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }
}
