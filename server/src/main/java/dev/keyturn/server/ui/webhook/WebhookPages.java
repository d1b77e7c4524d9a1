// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.webhook;

import static dev.keyturn.server.ui.client.ConsoleApi.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Html;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.part.Ask;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.FormState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// `/projects/{slug}/webhooks`: whom a project tells of what, for its admins.
public final class WebhookPages {
    private static final String PAGE = "/projects/{slug}/webhooks";

    private final Console console;
    private final WebhookForms forms;

    public WebhookPages(Console console) {
        this.console = console;
        this.forms = new WebhookForms(console.api());
    }

    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(Route.of(Verb.GET, PAGE, console.guard().page(this::show)));
        for (var what : WebhookForms.ALL) {
            routes.add(Route.of(
                    Verb.POST, PAGE + "/" + what, console.guard().form((visit, form) -> done(what, visit, form))));
        }
        return List.copyOf(routes);
    }

    private Reply show(Visit visit) {
        var view = view(visit, project(visit));
        String id = visit.query("id").orElse("");
        return page(
                visit,
                200,
                view.with(visit.query("ask")
                        .filter(WebhookForms.ALL::contains)
                        .map(what -> ask(what, id, view, filled(view, id)))));
    }

    private Reply page(Visit visit, int status, WebhooksView view) {
        return console.html()
                .page(status, visit, Head.in(view.project(), "Webhooks", Place.WEBHOOKS), "webhook/page.jte", view);
    }

    private static Ask ask(String what, String id, WebhooksView view, FormState form) {
        return new Ask(what, id, view.find(id).map(WebhookRow::url).orElse(""), form);
    }

    /// The events that it has are ticked.
    private static FormState filled(WebhooksView view, String id) {
        var values = new HashMap<String, String>();
        view.find(id).ifPresent(webhook -> webhook.events().forEach(name -> values.put("event." + name, "on")));
        return FormState.filled(values);
    }

    private Reply done(String what, Visit visit, Input form) {
        JsonNode project = project(visit);
        String id = visit.query("id").orElse("");
        ApiAnswer answer = forms.answer(what, visit, form, project.path("id").asText(), id);
        if (what.equals("test") && answer.isOk()) {
            return tested(visit, project, answer);
        }
        var view = view(visit, project);
        return answer.isOk()
                ? Reply.seeOther(view.address())
                : page(visit, 422, view.with(Optional.of(ask(what, id, view, FormState.of(form, answer)))));
    }

    /// That a call failed stands on the page: a message that goes by itself is for what went well.
    private Reply tested(Visit visit, JsonNode project, ApiAnswer answer) {
        var view = view(visit, project);
        JsonNode webhook = answer.json().path("webhook");
        if (webhook.path("lastStatus").asText().equals("success")) {
            return Html.seeOther(view.address(), "The test was delivered");
        }
        String why = Fields.text(webhook, "lastRunErrorMessage").orElse("it did not answer");
        return page(
                visit,
                200,
                view.tested("The test of %s was not delivered: %s"
                        .formatted(webhook.path("url").asText(), why)));
    }

    private JsonNode project(Visit visit) {
        return console.api()
                .peek(visit, "/api/v1/projects/slug/" + encoded(visit.call().name("slug")))
                .require();
    }

    private WebhooksView view(Visit visit, JsonNode project) {
        String id = encoded(project.path("id").asText());
        return WebhooksView.of(
                project,
                console.api().get(visit, "/api/v1/webhooks?projectId=" + id).require());
    }
}
