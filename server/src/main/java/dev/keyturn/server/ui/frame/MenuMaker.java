// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.frame;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.part.StatusBadge;
import dev.keyturn.server.ui.part.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;

/// Finds out what the menu of a visitor has.
final class MenuMaker {
    private static final String COOKIE = "kt-project";
    private static final String NOT_WRITABLE =
            "The store cannot be written. Databases are not touched; published credentials work on.";

    private final ConsoleApi api;
    private final BooleanSupplier writable;

    /// @param writable whether the store can be written
    MenuMaker(ConsoleApi api, BooleanSupplier writable) {
        this.api = api;
        this.writable = writable;
    }

    Menu of(Visit visit, Head head, Times times) {
        var projects = projects(visit);
        var present = present(projects, head, visit);
        return new Menu(
                entry("Overview", "/", "layout-dashboard", head.place() == Place.OVERVIEW),
                present.map(project -> new Menu.Project(
                        project.path("name").asText(), projectEntries(visit, project, head.place(), times))),
                others(projects, present),
                organisation(visit, present, head.place()),
                visit.person().email(),
                roleName(visit),
                writable.getAsBoolean() ? Optional.empty() : Optional.of(NOT_WRITABLE));
    }

    private List<JsonNode> projects(Visit visit) {
        var answer = api.peek(visit, "/api/v1/projects");
        return answer.isOk()
                ? StreamSupport.stream(answer.json().path("projects").spliterator(), false)
                        .toList()
                : List.of();
    }

    /// The project of the page; on a page about none, that of the last page that was about one.
    private static Optional<JsonNode> present(List<JsonNode> projects, Head head, Visit visit) {
        var wanted = head.project().or(() -> Visit.cookie(visit.call(), COOKIE));
        return projects.stream()
                .filter(project ->
                        wanted.filter(project.path("slug").asText()::equals).isPresent())
                .findFirst()
                .or(() -> projects.stream().findFirst());
    }

    private List<Menu.Entry> projectEntries(Visit visit, JsonNode project, Place here, Times times) {
        var base = "/projects/" + ConsoleApi.encoded(project.path("slug").asText());
        var query = "?projectId=" + ConsoleApi.encoded(project.path("id").asText());
        var entries = new ArrayList<Menu.Entry>();
        entries.add(entry("Secrets", secrets(base, project), "key", here == Place.SECRETS));
        var rotations = api.peek(visit, "/api/v2/secret-rotations" + query);
        if (rotations.isOk()) {
            var count = troubled(rotations.json().path("secretRotations"), times);
            entries.add(new Menu.Entry(
                    "Rotations", base + "/rotations", "rotate-clockwise-2", here == Place.ROTATIONS, count));
        }
        if (api.peek(visit, "/api/v1/webhooks" + query).isOk()) {
            entries.add(entry("Webhooks", base + "/webhooks", "webhook", here == Place.WEBHOOKS));
        }
        entries.add(entry("Project settings", base + "/settings", "settings", here == Place.PROJECT_SETTINGS));
        return entries;
    }

    private static int troubled(JsonNode rotations, Times times) {
        var count = 0;
        for (var rotation : rotations) {
            count += StatusBadge.of(rotation, times).line().needsSomebody() ? 1 : 0;
        }
        return count;
    }

    private static String secrets(String base, JsonNode project) {
        var environment = project.path("environments").path(0).path("slug").asText();
        return environment.isEmpty() ? base + "/settings" : base + "/" + ConsoleApi.encoded(environment) + "/secrets";
    }

    private static List<Menu.Entry> others(List<JsonNode> projects, Optional<JsonNode> present) {
        return projects.stream()
                .filter(project -> present.filter(project::equals).isEmpty())
                .map(project -> entry(
                        project.path("name").asText(),
                        secrets(
                                "/projects/"
                                        + ConsoleApi.encoded(
                                                project.path("slug").asText()),
                                project),
                        "key",
                        false))
                .toList();
    }

    private List<Menu.Entry> organisation(Visit visit, Optional<JsonNode> project, Place here) {
        var admin = visit.caller().isOrganizationAdmin();
        var entries = new ArrayList<Menu.Entry>();
        if (admin || project.isPresent()) {
            entries.add(entry("Connections", "/connections", "plug-connected", here == Place.CONNECTIONS));
        }
        if (admin) {
            entries.add(entry("Identities", "/identities", "users", here == Place.IDENTITIES));
        }
        if (admin || readsAudit(visit, project)) {
            entries.add(entry("Audit log", "/audit", "history", here == Place.AUDIT_LOG));
        }
        entries.add(entry("Settings", "/settings", "settings", here == Place.SETTINGS));
        return entries;
    }

    private boolean readsAudit(Visit visit, Optional<JsonNode> project) {
        return project.map(one -> api.peek(
                                visit,
                                "/api/v1/organization/audit-logs?limit=1&projectId="
                                        + ConsoleApi.encoded(one.path("id").asText()))
                        .isOk())
                .orElse(false);
    }

    private static Menu.Entry entry(String label, String address, String icon, boolean here) {
        return new Menu.Entry(label, address, icon, here, 0);
    }

    private static String roleName(Visit visit) {
        return switch (visit.person().role()) {
            case ADMIN -> "Admin";
            case MEMBER -> "Member";
            case NO_ACCESS -> "No access";
        };
    }

    /// So that a page about no project keeps the project of the page before.
    static Optional<String> cookie(Head head) {
        return head.project().map(slug -> COOKIE + "=" + slug + "; Path=/; HttpOnly; SameSite=Strict");
    }
}
