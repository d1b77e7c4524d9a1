// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.audit;

import static dev.keyturn.server.ui.client.ConsoleApi.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Console;
import dev.keyturn.server.ui.frame.Head;
import dev.keyturn.server.ui.frame.Place;
import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Times;
import java.util.List;
import java.util.Optional;

/// `/audit`: who did what.
public final class AuditPages {
    private static final String CHAIN = "/api/v1/organization/audit-logs/chain";

    private final Console console;

    public AuditPages(Console console) {
        this.console = console;
    }

    public List<Route> routes() {
        return List.of(
                Route.of(Verb.GET, "/audit", console.guard().page(this::show)),
                Route.of(Verb.GET, "/audit/chain", console.guard().page(this::chain)));
    }

    /// What the template draws. The state of the chain is asked for by itself, for a check may take some seconds.
    ///
    /// @param asksChain whether that state is for the visitor
    /// @param chain     the state, if the page was asked for with it
    public record Screen(AuditView view, boolean asksChain, Optional<Badge> chain) {}

    private Reply show(Visit visit) {
        return page(visit, Optional.empty());
    }

    /// With script the badge alone, else the page with the badge.
    private Reply chain(Visit visit) {
        Badge badge = ChainBadge.of(console.api().peek(visit, CHAIN).require(), times(visit));
        return visit.wantsPart()
                ? console.html().part(visit, "audit/chain.jte", badge)
                : page(visit, Optional.of(badge));
    }

    private Reply page(Visit visit, Optional<Badge> chain) {
        boolean all = visit.caller().isOrganizationAdmin();
        JsonNode projects = console.api().peek(visit, "/api/v1/projects").require();
        var filter = within(AuditFilter.of(visit), projects, all);
        var times = times(visit);
        JsonNode logs = console.api()
                .get(visit, filter.question(projectId(projects, filter.project()), times.zone()))
                .require();
        var view = AuditView.of(logs, projects, names(visit, projects, logs), filter, times, all);
        return console.html()
                .page(visit, Head.of("Audit log", Place.AUDIT_LOG), "audit/page.jte", new Screen(view, all, chain));
    }

    /// Who may not see everything begins with a project.
    private static AuditFilter within(AuditFilter filter, JsonNode projects, boolean all) {
        return all || !filter.project().isEmpty()
                ? filter
                : filter.in(Fields.items(projects, "projects")
                        .map(project -> project.path("slug").asText())
                        .findFirst()
                        .orElse(""));
    }

    private static String projectId(JsonNode projects, String slug) {
        return Fields.items(projects, "projects")
                .filter(project -> project.path("slug").asText().equals(slug))
                .map(project -> project.path("id").asText())
                .findFirst()
                .orElse(slug);
    }

    private Names names(Visit visit, JsonNode projects, JsonNode logs) {
        return Names.of(
                projects,
                Names.projectsOf(logs).stream()
                        .map(id -> asked(visit, "/api/v2/secret-rotations?projectId=" + encoded(id))),
                asked(visit, "/api/v1/app-connections"),
                asked(visit, "/api/v1/users"),
                asked(visit, "/api/v1/identities"));
    }

    /// What may not be seen has no name.
    private JsonNode asked(Visit visit, String address) {
        ApiAnswer answer = console.api().peek(visit, address);
        return answer.isOk() ? answer.json() : MissingNode.getInstance();
    }

    private Times times(Visit visit) {
        return console.html().times(visit);
    }
}
