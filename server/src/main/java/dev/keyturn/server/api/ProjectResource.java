// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Memberships;
import dev.keyturn.server.auth.ProjectRole;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.secret.Project;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.secret.Projects;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Projects, under their newer and their older name, workspaces (contract §9).
final class ProjectResource {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DESCRIPTION = 256;

    private final Database database;
    private final Places places;
    private final Memberships memberships;

    ProjectResource(Database database, Places places, Memberships memberships) {
        this.database = database;
        this.places = places;
        this.memberships = memberships;
    }

    Reply create(Call call, Caller caller) {
        places.permissions().requireProjectCreation(caller);
        var body = call.body();
        var draft = new Projects.Draft(
                caller.organization().value(),
                body.text("projectName")
                        .trimmed()
                        .atLeast(1)
                        .atMost(LONGEST_NAME)
                        .required(),
                body.text("slug").slug().optional(),
                body.text("projectDescription")
                        .trimmed()
                        .atMost(LONGEST_DESCRIPTION)
                        .nullable(),
                body.text("type").trimmed().atMost(LONGEST_NAME).or("secret-manager"));
        body.done();
        try {
            return database.transaction(session -> {
                var project = places.projects().create(session, draft);
                var _ = memberships.create(session, project.id(), caller.identity(), Set.of(ProjectRole.ADMIN));
                return Reply.ok("project", view(session, project));
            });
        } catch (Conflict _) {
            throw ApiError.badRequest("A project with the slug \"%s\" exists already"
                    .formatted(draft.slug().orElse("")));
        }
    }

    Reply list(Call call, Caller caller) {
        return database.read(session -> {
            var projects = caller.isOrganizationAdmin()
                    ? places.projects().all(session)
                    : memberships.projectsOf(session, caller.identity()).stream()
                            .flatMap(id -> places.projects().find(session, id).stream())
                            .toList();
            List<View> views =
                    projects.stream().map(project -> view(session, project)).toList();
            return Reply.ok("workspaces", views);
        });
    }

    Reply get(Call call, Caller caller) {
        return database.read(session -> {
            var id = new ProjectId(call.name("projectId"));
            var _ = places.permissions().require(session, caller, id);
            return Reply.ok(
                    "workspace",
                    view(session, places.projects().find(session, id).orElseThrow()));
        });
    }

    Reply getBySlug(Call call, Caller caller) {
        return database.read(session -> {
            var slug = call.name("slug");
            var project = places.projects()
                    .findBySlug(session, slug)
                    .filter(found -> places.permissions()
                            .find(session, caller, found.id())
                            .isPresent())
                    .orElseThrow(() -> ApiError.forbidden(
                            "The project does not exist, or you are not a member of it: %s".formatted(slug)));
            return Reply.ok(view(session, project));
        });
    }

    Reply delete(Call call, Caller caller) {
        return database.transaction(session -> {
            var id = new ProjectId(call.name("projectId"));
            var _ = places.permissions().require(session, caller, id).require(Action.DELETE, Subject.PROJECT);
            var view = view(session, places.projects().find(session, id).orElseThrow());
            if (places.projects().holdsRotation(session, id)) {
                throw ApiError.badRequest("Project \"%s\" holds rotations. Delete them first.".formatted(view.name()));
            }
            places.projects().delete(session, id);
            return Reply.ok("project", view);
        });
    }

    private View view(Session session, Project project) {
        var environments = places.environments().of(session, project.id()).stream()
                .map(environment ->
                        new EnvironmentView(environment.id().value(), environment.name(), environment.slug()))
                .toList();
        return new View(
                project.id().value(),
                project.id().value(),
                project.name(),
                project.slug(),
                project.orgId(),
                project.description(),
                project.type(),
                environments,
                project.createdAt(),
                project.updatedAt());
    }

    private record View(
            String id,
            @JsonProperty("_id") String oldId,
            String name,
            String slug,
            String orgId,
            Optional<String> description,
            String type,
            List<EnvironmentView> environments,
            Instant createdAt,
            Instant updatedAt) {}

    private record EnvironmentView(String id, String name, String slug) {}
}
