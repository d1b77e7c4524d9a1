// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.secret;

import static dev.keyturn.server.ui.client.ConsoleApi.encoded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.part.FormState;
import java.util.Optional;

/// Makes, changes and deletes secrets and folders, as the forms of the page say.
final class SecretForms {
    private static final String VALUE = "secretValue";

    private final ConsoleApi api;

    SecretForms(ConsoleApi api) {
        this.api = api;
    }

    /// @return the form as it is to be shown again; empty if it was done
    Optional<FormState> answer(Question.Kind kind, Visit visit, Input form, SecretsAddress address, String project) {
        String name = visit.query("name").orElse("");
        if (name.isEmpty() && !kind.isNew()) {
            throw ApiError.badRequest("The form does not say what it is about");
        }
        if (kind.deletes() && !text(form, "confirm").equals(name)) {
            return Optional.of(
                    FormState.empty().with("confirm", "Type %s to delete it; nothing was deleted.".formatted(name)));
        }
        ApiAnswer answer = switch (kind) {
            case ADD_SECRET -> addSecret(visit, form, place(address, project));
            case EDIT_SECRET -> editSecret(visit, form, name, place(address, project));
            case DELETE_SECRET -> api.delete(visit, "/api/v4/secrets/" + encoded(name), place(address, project));
            case ADD_FOLDER -> api.post(visit, "/api/v1/folders", folder(form, address, project));
            case EDIT_FOLDER ->
                api.patch(visit, "/api/v1/folders/" + folderId(visit, name, address, project), folder(form));
            case DELETE_FOLDER ->
                api.delete(
                        visit,
                        "/api/v1/folders/" + encoded(name),
                        in(address, project).put("path", address.path()));
        };
        return answer.isOk() ? Optional.empty() : Optional.of(FormState.of(form, answer));
    }

    private ApiAnswer addSecret(Visit visit, Input form, ObjectNode body) {
        String name = text(form, "secretName");
        if (name.isEmpty()) {
            return refusal();
        }
        body.put(VALUE, value(form)).put("secretComment", text(form, "secretComment"));
        return api.post(visit, "/api/v4/secrets/" + encoded(name), body);
    }

    /// A value that is not typed stays: the page does not have it.
    private ApiAnswer editSecret(Visit visit, Input form, String name, ObjectNode body) {
        String renamed = text(form, "newSecretName");
        if (!renamed.equals(name)) {
            body.put("newSecretName", renamed);
        }
        if (!value(form).isEmpty()) {
            body.put(VALUE, value(form));
        }
        body.put("secretComment", text(form, "secretComment"));
        return api.patch(visit, "/api/v4/secrets/" + encoded(name), body);
    }

    /// A name without a letter has no address in the API that could refuse it.
    private static ApiAnswer refusal() {
        ObjectNode body = Json.object();
        ObjectNode issue = body.putArray("message").addObject().put("message", "A secret needs a name");
        issue.putArray("path").add("secretName");
        return new ApiAnswer(422, body);
    }

    private String folderId(Visit visit, String name, SecretsAddress address, String project) {
        String path = "/api/v1/folders/" + encoded(project) + "/" + encoded(address.environment()) + "/"
                + encoded(address.child(name));
        return encoded(api.peek(visit, path).require().path("folder").path("id").asText());
    }

    private static ObjectNode folder(Input form, SecretsAddress address, String project) {
        ObjectNode body = folder(form);
        body.put("projectId", project).put("environment", address.environment()).put("path", address.path());
        return body;
    }

    private static ObjectNode folder(Input form) {
        String description = text(form, "description");
        var body = Json.object().put("name", text(form, "name"));
        return description.isEmpty() ? body.putNull("description") : body.put("description", description);
    }

    private static ObjectNode place(SecretsAddress address, String project) {
        return in(address, project).put("secretPath", address.path());
    }

    private static ObjectNode in(SecretsAddress address, String project) {
        return Json.object().put("projectId", project).put("environment", address.environment());
    }

    private static String text(Input form, String name) {
        return form.text(name).trimmed().or("");
    }

    /// As it was typed: a browser sends each end of a line as two characters.
    private static String value(Input form) {
        return form.text(VALUE).or("").replace("\r\n", "\n");
    }
}
