// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import java.util.List;
import java.util.Optional;

/// Does what the forms of the page ask.
final class AccessForms {
    /// What can be asked; the path of each form.
    static final List<String> ALL = List.of(
            "add-machine",
            "edit-machine",
            "delete-machine",
            "add-auth",
            "add-secret",
            "revoke-secret",
            "add-person",
            "edit-person",
            "delete-person");

    /// Asked before anything is ended, with the name to be typed.
    static final List<String> TYPED = List.of("delete-machine", "delete-person");

    private static final String MACHINES = "/api/v1/identities";
    private static final String PEOPLE = "/api/v1/users";

    private final ConsoleApi api;

    AccessForms(ConsoleApi api) {
        this.api = api;
    }

    /// @param open the machine whose client secrets the page shows
    ApiAnswer answer(String what, Visit visit, Input form, String id, String open) {
        return switch (what) {
            case "add-machine" -> {
                String organization = visit.caller().organization().value();
                yield api.post(visit, MACHINES, named(form).put("organizationId", organization));
            }
            case "edit-machine" -> api.patch(visit, at(MACHINES, id), named(form));
            case "delete-machine" -> api.delete(visit, at(MACHINES, id), Json.object());
            case "add-auth" -> api.post(visit, auth(id), Json.object());
            case "add-secret" -> api.post(visit, auth(id) + "/client-secrets", secret(form));
            case "revoke-secret" ->
                api.post(visit, auth(open) + "/client-secrets/" + segment(id) + "/revoke", Json.object());
            case "add-person" ->
                api.post(
                        visit,
                        PEOPLE,
                        Json.object()
                                .put("email", text(form, "email"))
                                .put("password", form.text("password").or(""))
                                .put("role", text(form, "role")));
            case "edit-person" -> api.patch(visit, at(PEOPLE, id), person(form));
            case "delete-person" -> api.delete(visit, at(PEOPLE, id), Json.object());
            default -> throw ApiError.notFound("There is no such form");
        };
    }

    private static ObjectNode named(Input form) {
        return Json.object().put("name", text(form, "name")).put("role", text(form, "role"));
    }

    private static ObjectNode secret(Input form) {
        var body = Json.object().put("description", text(form, "description"));
        number(form, "numUsesLimit").ifPresent(limit -> body.put("numUsesLimit", limit));
        number(form, "days").ifPresent(days -> body.put("ttl", Math.multiplyExact(days, 86_400L)));
        return body;
    }

    /// A password that is not typed stays.
    private static ObjectNode person(Input form) {
        var body = Json.object().put("role", text(form, "role"));
        form.text("password").optional().filter(text -> !text.isEmpty()).ifPresent(text -> body.put("password", text));
        return body;
    }

    private static Optional<Long> number(Input form, String name) {
        return Optional.of(text(form, name))
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::valueOf);
    }

    private static String text(Input form, String name) {
        return form.text(name).trimmed().or("");
    }

    static String auth(String machine) {
        return "/api/v1/auth/universal-auth/identities/" + segment(machine);
    }

    private static String at(String base, String id) {
        return base + "/" + segment(id);
    }

    /// @throws ApiError 400 if the form does not say what it is about
    private static String segment(String id) {
        if (id.isEmpty()) {
            throw ApiError.badRequest("The form does not say what it is about");
        }
        return ConsoleApi.encoded(id);
    }
}
