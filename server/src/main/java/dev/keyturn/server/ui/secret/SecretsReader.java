// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.secret;

import static dev.keyturn.server.ui.client.ConsoleApi.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Rights;
import dev.keyturn.server.ui.part.Times;
import dev.keyturn.server.ui.part.Words;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Asks the API for what the page of secrets shows.
final class SecretsReader {
    private static final int NEWEST_SETS = 4;
    private static final int FORBIDDEN = 403;

    private final ConsoleApi api;

    SecretsReader(ConsoleApi api) {
        this.api = api;
    }

    JsonNode project(Visit visit, SecretsAddress address) {
        return api.peek(visit, "/api/v1/projects/slug/" + encoded(address.project()))
                .require();
    }

    /// @throws ApiAnswer.Refused if there is no such project, environment or folder, or it may not be seen
    SecretsView view(Visit visit, SecretsAddress address, JsonNode project, Times times) {
        String id = encoded(project.path("id").asText());
        requireFolder(visit, address, id);
        String place = "projectId=" + id + "&environment=" + encoded(address.environment());
        JsonNode secrets = api.get(
                        visit,
                        "/api/v4/secrets?" + place + "&secretPath=" + encoded(address.path())
                                + "&viewSecretValue=false&expandSecretReferences=false&include_imports=false")
                .require();
        JsonNode folders = seen(api.peek(visit, "/api/v1/folders?" + place + "&path=" + encoded(address.path())));
        List<JsonNode> rotations = Fields.items(
                        seen(api.peek(visit, "/api/v2/secret-rotations?projectId=" + id)), "secretRotations")
                .toList();
        var words = Words.of(
                times, api.peek(visit, "/api/v2/secret-rotations/options").json());
        var answers = new SecretsView.Answers(project, folders, rotations, sets(visit, rotations, address), secrets);
        return SecretsView.of(answers, address, words);
    }

    Rights rights(Visit visit, SecretsAddress address, JsonNode project) {
        return Rights.of(api.peek(
                        visit,
                        "/api/v1/projects/" + encoded(project.path("id").asText()) + "/rights?environment="
                                + encoded(address.environment()) + "&secretPath=" + encoded(address.path()))
                .json());
    }

    /// The API answers a list of nothing for a folder that is not there; a page does not. Who may see secrets but no
    /// folders sees the secrets.
    private void requireFolder(Visit visit, SecretsAddress address, String project) {
        if (!address.path().equals("/")) {
            ApiAnswer answer = api.peek(
                    visit,
                    "/api/v1/folders/" + project + "/" + encoded(address.environment()) + "/"
                            + encoded(address.path()));
            if (answer.status() != FORBIDDEN) {
                var _ = answer.require();
            }
        }
    }

    private Map<String, List<JsonNode>> sets(Visit visit, List<JsonNode> rotations, SecretsAddress address) {
        return SecretsView.here(rotations, address)
                .collect(Collectors.toUnmodifiableMap(
                        rotation -> rotation.path("id").asText(), rotation -> {
                            String path = "/api/v2/secret-rotations/"
                                    + encoded(rotation.path("type").asText()) + "/"
                                    + encoded(rotation.path("id").asText()) + "/sets?limit=" + NEWEST_SETS;
                            return Fields.items(seen(api.peek(visit, path)), "sets")
                                    .toList();
                        }));
    }

    /// What may not be seen is not there.
    private static JsonNode seen(ApiAnswer answer) {
        return answer.status() == FORBIDDEN ? MissingNode.getInstance() : answer.require();
    }
}
