// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Page;
import dev.keyturn.server.ui.part.Times;
import dev.keyturn.server.ui.part.Typed;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// What the forms about rotations ask the API.
record Asking(ConsoleApi api, InstantSource clock) {
    private static final String ROTATIONS = "/api/v2/secret-rotations/";

    /// So that a step can be looked at before the later ones are filled in.
    private static final Map<String, String> STAND_INS = Map.of(
            "connectionId", "00000000-0000-4000-8000-000000000000", "username1", "a", "username2", "b", "name", "a");

    Times times(Visit visit) {
        return Page.times(visit.call(), clock.instant());
    }

    Home home(Visit visit) {
        String slug = visit.call().name("slug");
        return Home.of(api.get(visit, "/api/v1/projects/slug/" + ConsoleApi.encoded(slug))
                .require());
    }

    List<Kind> kinds(Visit visit) {
        return Kind.of(api.get(visit, ROTATIONS + "options").require());
    }

    List<WizardView.Choice> connections(Visit visit, Home home, Kind kind) {
        var answer = api.peek(
                visit,
                "/api/v1/app-connections/" + ConsoleApi.encoded(kind.app()) + "/available?projectId="
                        + ConsoleApi.encoded(home.id()));
        return StreamSupport.stream(answer.json().path("appConnections").spliterator(), false)
                .map(one -> new WizardView.Choice(
                        one.path("id").asText(), one.path("name").asText()))
                .toList();
    }

    /// @param upTo the last step that has to be whole
    JsonNode preview(Visit visit, Home home, Kind kind, Typed typed, Step upTo) {
        var whole = new HashMap<>(typed.values());
        for (Step step : Step.values()) {
            if (step.compareTo(upTo) > 0) {
                step.fields().stream()
                        .filter(STAND_INS::containsKey)
                        .filter(field -> typed.given(field).isEmpty())
                        .forEach(field -> whole.put(field, STAND_INS.get(field)));
            }
        }
        ObjectNode body = new Wish(kind, new Typed(whole), clock.instant()).creation(home.id());
        return api.post(visit, ROTATIONS + kind.type() + "/preview", body)
                .require()
                .path("preview");
    }

    ApiAnswer plan(Visit visit, Home home, Kind kind, Typed typed) {
        return api.post(
                visit, ROTATIONS + kind.type() + "/plan", new Wish(kind, typed, clock.instant()).creation(home.id()));
    }

    /// @param password of the account that is adopted, if one is
    ApiAnswer create(Visit visit, Home home, Kind kind, Typed typed, String password) {
        ObjectNode body = new Wish(kind, typed, clock.instant()).creation(home.id());
        String adopted = ReviewView.adopted(kind, typed);
        if (!adopted.isEmpty()) {
            body.putObject("initialCredentials").put("username", adopted).put("password", password);
        }
        return api.post(visit, ROTATIONS + kind.type(), body);
    }

    /// Empty if there is none of that id that the visitor may see.
    Optional<JsonNode> rotation(Visit visit, Home home, String id) {
        var all = api.get(visit, "/api/v2/secret-rotations?projectId=" + ConsoleApi.encoded(home.id()))
                .require();
        return StreamSupport.stream(all.path("secretRotations").spliterator(), false)
                .filter(one -> one.path("id").asText().equals(id))
                .findFirst();
    }

    /// Names of secrets that the form does not know stay as they are.
    ApiAnswer change(Visit visit, Kind kind, JsonNode rotation, Typed typed) {
        ObjectNode body = new Wish(kind, typed, clock.instant()).changes();
        ObjectNode mapping = body.withObject("/secretsMapping");
        rotation.path("secretsMapping").properties().stream()
                .filter(entry -> !mapping.has(entry.getKey()))
                .forEach(entry -> mapping.set(entry.getKey(), entry.getValue()));
        String id = rotation.path("id").asText();
        return api.patch(visit, ROTATIONS + kind.type() + "/" + ConsoleApi.encoded(id), body);
    }
}
