// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which events somebody wants to see.
///
/// @param actor the id of one, or a type of them
/// @param from  events at or after it
/// @param until events before it
public record AuditQuery(
        Optional<String> project,
        List<String> types,
        Optional<String> actor,
        Optional<Instant> from,
        Optional<Instant> until) {
    public AuditQuery {
        types = List.copyOf(types);
    }

    /// A condition, and what stands for its question marks.
    record Condition(String text, List<Object> arguments) {}

    Condition condition() {
        var texts = new ArrayList<String>();
        var arguments = new ArrayList<>();
        project.ifPresent(id -> add(texts, "project_id = ?", arguments, id));
        actor.ifPresent(who -> {
            add(texts, "(actor_id = ? OR actor_type = ?)", arguments, who);
            arguments.add(who);
        });
        from.ifPresent(time -> add(texts, "created_at >= ?", arguments, time));
        until.ifPresent(time -> add(texts, "created_at < ?", arguments, time));
        if (!types.isEmpty()) {
            texts.add("event_type IN ("
                    + String.join(", ", types.stream().map(_ -> "?").toList()) + ")");
            arguments.addAll(types);
        }
        return new Condition(texts.isEmpty() ? "" : " AND " + String.join(" AND ", texts), arguments);
    }

    private static void add(List<String> texts, String text, List<Object> arguments, Object argument) {
        texts.add(text);
        arguments.add(argument);
    }
}
