// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.project;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Attribute;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Json;
import java.util.Arrays;
import java.util.List;

/// The form of a new role: a box for each action on each subject, and one place that all rules are bound to.
public final class RoleGrid {
    /// Includes the two that stand for it on secrets.
    private static final Action WHOLE_READ = Action.READ;

    private RoleGrid() {}

    /// A subject with its boxes.
    public record Row(String subject, List<String> actions, boolean hasPlace) {
        /// The name of a box.
        public String field(String action) {
            return "may." + subject + "." + action;
        }
    }

    public static List<Row> rows() {
        return Arrays.stream(Subject.values())
                .map(subject -> new Row(
                        subject.wireName(),
                        Arrays.stream(Action.values())
                                .filter(action -> subject != Subject.SECRETS || action != WHOLE_READ)
                                .map(Action::wireName)
                                .filter(subject::offers)
                                .toList(),
                        hasPlace(subject)))
                .toList();
    }

    private static boolean hasPlace(Subject subject) {
        return subject.attributes().contains(Attribute.SECRET_PATH);
    }

    /// The body of the new role, as the API takes it.
    static ObjectNode body(Input form) {
        var body = Json.object().put("name", text(form, "name")).put("slug", text(form, "slug"));
        String description = text(form, "description");
        if (!description.isEmpty()) {
            body.put("description", description);
        }
        ArrayNode rules = body.putArray("permissions");
        for (var row : rows()) {
            List<String> chosen = row.actions().stream()
                    .filter(action -> !text(form, row.field(action)).isEmpty())
                    .toList();
            if (!chosen.isEmpty()) {
                ObjectNode rule = rules.addObject().put("subject", row.subject());
                chosen.forEach(rule.putArray("action")::add);
                if (row.hasPlace()) {
                    bind(rule, form);
                }
            }
        }
        return body;
    }

    private static void bind(ObjectNode rule, Input form) {
        String environment = text(form, "onlyEnvironment");
        String folders = text(form, "onlyFolders");
        if (!environment.isEmpty() || !folders.isEmpty()) {
            ObjectNode conditions = rule.putObject("conditions");
            if (!environment.isEmpty()) {
                conditions.put("environment", environment);
            }
            if (!folders.isEmpty()) {
                conditions.putObject("secretPath").put("$glob", folders);
            }
        }
    }

    private static String text(Input form, String name) {
        return form.text(name).trimmed().or("");
    }
}
