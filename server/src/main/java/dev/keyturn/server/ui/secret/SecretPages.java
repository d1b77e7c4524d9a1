// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.secret;

import static dev.keyturn.server.ui.client.ConsoleApi.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.part.Rights;
import dev.keyturn.server.ui.part.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `/projects/{slug}/{environment}/secrets`: what services read of a folder.
public final class SecretPages {
    private static final String PAGE = "/projects/{slug}/{environment}/secrets";

    private final Console console;
    private final SecretsReader reader;
    private final SecretForms forms;

    public SecretPages(Console console) {
        this.console = console;
        this.reader = new SecretsReader(console.api());
        this.forms = new SecretForms(console.api());
    }

    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(Route.of(Verb.GET, PAGE, console.guard().page(this::show)));
        routes.add(Route.of(Verb.POST, PAGE + "/reveal", console.guard().form(this::reveal)));
        for (var kind : Question.Kind.values()) {
            routes.add(Route.of(
                    Verb.POST,
                    PAGE + "/" + kind.word(),
                    console.guard().form((visit, form) -> answer(kind, visit, form))));
        }
        return List.copyOf(routes);
    }

    /// What the template draws.
    public record Screen(SecretsView view, Rights rights, Optional<Question> question) {}

    private Reply show(Visit visit) {
        var address = address(visit);
        JsonNode project = reader.project(visit, address);
        var view = reader.view(visit, address, project, times(visit));
        return page(visit, 200, project, view, Question.of(visit, view));
    }

    private Reply page(Visit visit, int status, JsonNode project, SecretsView view, Optional<Question> question) {
        var address = view.address();
        var screen = new Screen(view, reader.rights(visit, address, project), question);
        var head = Head.in(address.project(), "Secrets", Place.SECRETS);
        return console.html().page(status, visit, head, "secret/page.jte", screen);
    }

    /// Does what a question asked, or shows it again with what was wrong.
    private Reply answer(Question.Kind kind, Visit visit, Input form) {
        var address = address(visit);
        JsonNode project = reader.project(visit, address);
        String name = visit.query("name").orElse("");
        return forms.answer(kind, visit, form, address, project.path("id").asText())
                .map(refused -> page(
                        visit,
                        422,
                        project,
                        reader.view(visit, address, project, times(visit)),
                        Optional.of(new Question(kind, name, refused))))
                .orElseGet(() -> Reply.seeOther(address.href()));
    }

    /// One value, to one who asked for that one. Asking is told to the audit log as a read of it.
    private Reply reveal(Visit visit, Input form) {
        var address = address(visit);
        String name = visit.query("name").orElse("");
        JsonNode project = reader.project(visit, address);
        JsonNode secret = console.api()
                .get(
                        visit,
                        "/api/v4/secrets/" + encoded(name) + "?projectId="
                                + encoded(project.path("id").asText()) + "&environment="
                                + encoded(address.environment()) + "&secretPath=" + encoded(address.path())
                                + "&viewSecretValue=true&include_imports=false")
                .require()
                .path("secret");
        return console.html().revealed(visit, name, secret.path("secretValue").asText());
    }

    private static SecretsAddress address(Visit visit) {
        return SecretsAddress.of(
                visit.call().name("slug"),
                visit.call().name("environment"),
                visit.call().query());
    }

    private Times times(Visit visit) {
        return console.html().times(visit);
    }
}
