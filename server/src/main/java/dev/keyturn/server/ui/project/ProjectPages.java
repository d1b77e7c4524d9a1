// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.auth.OrganizationRole;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.FormState;
import java.util.List;
import java.util.Optional;

/// `/projects`: which there are. Who has one only lands in it.
public final class ProjectPages {
    private final Console console;

    public ProjectPages(Console console) {
        this.console = console;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Verb.GET, "/projects", console.guard().page(this::show)),
                Route.of(Verb.POST, "/projects", console.guard().form(this::create)),
                Route.of(Verb.GET, "/projects/{slug}", console.guard().page(this::enter)));
    }

    /// What the template draws.
    ///
    /// @param form     of a new project, if that is asked for
    /// @param withheld why none can be made; empty if it can
    public record Screen(List<ProjectRow> projects, Optional<FormState> form, String withheld) {}

    private Reply show(Visit visit) {
        boolean asks = visit.query("ask").filter("project"::equals).isPresent();
        List<JsonNode> projects = projects(visit);
        if (projects.size() == 1 && !asks) {
            return Reply.seeOther(ProjectRow.home(projects.getFirst()));
        }
        return page(visit, 200, projects, asks ? Optional.of(FormState.empty()) : Optional.empty());
    }

    private Reply page(Visit visit, int status, List<JsonNode> projects, Optional<FormState> form) {
        var times = console.html().times(visit);
        List<ProjectRow> rows = projects.stream()
                .map(project -> ProjectRow.of(project, rotations(visit, project), times))
                .toList();
        boolean may = visit.caller().role() != OrganizationRole.NO_ACCESS;
        var screen = new Screen(rows, form, may ? "" : "Needs the role member of the organisation");
        return console.html().page(status, visit, Head.of("Projects", Place.NOWHERE), "project/list.jte", screen);
    }

    private List<JsonNode> projects(Visit visit) {
        return Fields.items(console.api().get(visit, "/api/v1/projects").require(), "projects")
                .toList();
    }

    private List<JsonNode> rotations(Visit visit, JsonNode project) {
        String id = ConsoleApi.encoded(project.path("id").asText());
        return Fields.items(
                        console.api()
                                .peek(visit, "/api/v2/secret-rotations?projectId=" + id)
                                .json(),
                        "secretRotations")
                .toList();
    }

    private Reply create(Visit visit, Input form) {
        var body = Json.object()
                .put("projectName", form.text("projectName").trimmed().or(""));
        form.text("slug")
                .trimmed()
                .optional()
                .filter(slug -> !slug.isEmpty())
                .ifPresent(slug -> body.put("slug", slug));
        form.text("projectDescription")
                .trimmed()
                .optional()
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> body.put("projectDescription", text));
        ApiAnswer made = console.api().post(visit, "/api/v1/projects", body);
        return made.isOk()
                ? Reply.seeOther(ProjectRow.home(made.json().path("project")))
                : page(visit, 422, projects(visit), Optional.of(FormState.of(form, made)));
    }

    private Reply enter(Visit visit) {
        String slug = ConsoleApi.encoded(visit.call().name("slug"));
        return Reply.seeOther(ProjectRow.home(
                console.api().peek(visit, "/api/v1/projects/slug/" + slug).require()));
    }
}
