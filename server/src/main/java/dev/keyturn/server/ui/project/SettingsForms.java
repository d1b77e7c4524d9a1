// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import java.util.List;
import java.util.Optional;

/// Does what the forms of the settings ask.
final class SettingsForms {
    static final List<String> ALL = List.of(
            "general",
            "add-environment",
            "edit-environment",
            "delete-environment",
            "add-member",
            "edit-member",
            "remove-member",
            "add-role",
            "delete-role",
            "delete-project");

    private final ConsoleApi api;

    SettingsForms(ConsoleApi api) {
        this.api = api;
    }

    /// The name that has to be typed before that is done; empty if none has.
    static Optional<String> typed(String what, String about, SettingsView view) {
        return switch (what) {
            case "delete-project" -> Optional.of(view.slug());
            case "delete-environment" -> view.environment(about).map(SettingsView.Environment::slug);
            default -> Optional.empty();
        };
    }

    ApiAnswer answer(String what, Visit visit, Input form, String about, SettingsView view) {
        String project = "/api/v1/projects/" + ConsoleApi.encoded(view.id());
        return switch (what) {
            case "general" -> api.patch(visit, project, general(form));
            case "add-environment" -> api.post(visit, project + "/environments", environment(form));
            case "edit-environment" -> api.patch(visit, at(project + "/environments", about), environment(form));
            case "delete-environment" -> api.delete(visit, at(project + "/environments", about), Json.object());
            case "add-member" ->
                api.post(
                        visit,
                        at(project + "/identity-memberships", text(form, "identity")),
                        Json.object().put("role", text(form, "role")));
            case "edit-member" -> api.patch(visit, at(project + "/identity-memberships", about), roles(form, view));
            case "remove-member" -> api.delete(visit, at(project + "/identity-memberships", about), Json.object());
            case "add-role" -> api.post(visit, project + "/roles", RoleGrid.body(form));
            case "delete-role" -> api.delete(visit, at(project + "/roles", about), Json.object());
            case "delete-project" -> api.delete(visit, project, Json.object());
            default -> throw ApiError.notFound("There is no such form");
        };
    }

    private static ObjectNode general(Input form) {
        String description = text(form, "description");
        var body = Json.object().put("name", text(form, "name")).put("slug", text(form, "slug"));
        return description.isEmpty() ? body.putNull("description") : body.put("description", description);
    }

    private static ObjectNode environment(Input form) {
        return Json.object().put("name", text(form, "name")).put("slug", text(form, "slug"));
    }

    private static ObjectNode roles(Input form, SettingsView view) {
        var body = Json.object();
        var roles = body.putArray("roles");
        view.roles().stream()
                .map(SettingsView.Role::slug)
                .filter(slug -> !text(form, "role." + slug).isEmpty())
                .forEach(slug -> roles.addObject().put("role", slug));
        return body;
    }

    private static String text(Input form, String name) {
        return form.text(name).trimmed().or("");
    }

    private static String at(String base, String id) {
        if (id.isEmpty()) {
            throw ApiError.badRequest("The form does not say what it is about");
        }
        return base + "/" + ConsoleApi.encoded(id);
    }
}
