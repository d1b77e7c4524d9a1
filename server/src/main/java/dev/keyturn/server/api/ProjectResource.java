// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Memberships;
import dev.keyturn.server.auth.ProjectAccess;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
            return make(call, caller, draft);
        } catch (Conflict _) {
            if (draft.slug().isPresent()) {
                throw taken(draft.slug().get());
            }
            // another project of this name took the slug that was free a moment ago; the second look sees it
            return make(call, caller, draft);
        }
    }

    private Reply make(Call call, Caller caller, Projects.Draft draft) {
        return database.transaction(session -> {
            var project = places.projects().create(session, draft);
            var _ = memberships.create(session, project.id(), caller.identity(), Set.of(ProjectRole.ADMIN.slug()));
            call.notes().project(project.id().value());
            call.note("slug", project.slug());
            return Reply.ok("project", view(session, project));
        });
    }

    Reply list(Call call, Caller caller) {
        return Reply.ok("projects", views(caller));
    }

    Reply listOlder(Call call, Caller caller) {
        return Reply.ok("workspaces", views(caller));
    }

    private List<View> views(Caller caller) {
        return database.read(session -> {
            var projects = caller.isOrganizationAdmin()
                    ? places.projects().all(session)
                    : memberships.projectsOf(session, caller.identity()).stream()
                            .filter(id -> isVisible(session, caller, id))
                            .flatMap(id -> places.projects().find(session, id).stream())
                            .toList();
            return projects.stream().map(project -> view(session, project)).toList();
        });
    }

    private boolean isVisible(Session session, Caller caller, ProjectId id) {
        return places.permissions()
                .find(session, caller, id)
                .filter(ProjectAccess::allowsAnything)
                .isPresent();
    }

    Reply get(Call call, Caller caller) {
        return Reply.ok("project", found(call, caller));
    }

    Reply getOlder(Call call, Caller caller) {
        return Reply.ok("workspace", found(call, caller));
    }

    /// The bare project.
    Reply getBySlug(Call call, Caller caller) {
        return Reply.ok(found(call, caller));
    }

    private View found(Call call, Caller caller) {
        return database.read(session -> view(session, named(session, call, caller, ProjectAccess::requireAnything)));
    }

    Reply change(Call call, Caller caller) {
        return Reply.ok("project", changed(call, caller));
    }

    Reply changeOlder(Call call, Caller caller) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("message", "Successfully updated workspace");
        answer.put("workspace", changed(call, caller));
        return Reply.ok(answer);
    }

    /// Answers with the bare project.
    Reply changeBySlug(Call call, Caller caller) {
        return Reply.ok(changed(call, caller));
    }

    private View changed(Call call, Caller caller) {
        var body = call.body();
        var name = body.text("name").trimmed().atLeast(1).atMost(LONGEST_NAME).optional();
        var slug = body.text("slug").slug().optional();
        var description =
                body.text("description").trimmed().atMost(LONGEST_DESCRIPTION).patch();
        body.done();
        try {
            return database.transaction(session -> {
                var present = named(session, call, caller, access -> access.require(Action.EDIT, Subject.PROJECT));
                var changed = places.projects()
                        .change(
                                session,
                                present.id(),
                                name.orElse(present.name()),
                                slug.orElse(present.slug()),
                                description.applyTo(present.description()));
                return view(session, changed);
            });
        } catch (Conflict _) {
            throw taken(slug.orElse(""));
        }
    }

    Reply delete(Call call, Caller caller) {
        return Reply.ok("project", deleted(call, caller));
    }

    Reply deleteOlder(Call call, Caller caller) {
        return Reply.ok("workspace", deleted(call, caller));
    }

    /// Answers with the bare project.
    Reply deleteBySlug(Call call, Caller caller) {
        return Reply.ok(deleted(call, caller));
    }

    private View deleted(Call call, Caller caller) {
        try {
            return database.transaction(session -> {
                var project = named(session, call, caller, access -> access.require(Action.DELETE, Subject.PROJECT));
                if (places.projects().holdsRotation(session, project.id())) {
                    throw ApiError.badRequest(
                            "Project \"%s\" holds rotations. Delete them first.".formatted(project.name()));
                }
                var view = view(session, project);
                places.projects().delete(session, project.id());
                return view;
            });
        } catch (Conflict _) {
            throw ApiError.badRequest("The project holds connections, or rotations by now. Delete them first.");
        }
    }

    /// The project that the path names, by id or by slug.
    ///
    /// @throws ApiError 403 if there is none, or it is not the caller's
    private Project named(Session session, Call call, Caller caller, Consumer<ProjectAccess> rights) {
        var bySlug = call.names().containsKey("slug");
        var name = call.name(bySlug ? "slug" : "projectId");
        var id = bySlug
                ? places.projects().findBySlug(session, name).map(Project::id).orElse(new ProjectId(name))
                : new ProjectId(name);
        var access = places.permissions()
                .find(session, caller, id)
                .orElseThrow(() -> ApiError.forbidden(
                        "The project does not exist, or you are not a member of it: %s".formatted(name)));
        rights.accept(access);
        return places.projects().find(session, id).orElseThrow();
    }

    private static ApiError taken(String slug) {
        return ApiError.badRequest("A project with the slug \"%s\" exists already".formatted(slug));
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
