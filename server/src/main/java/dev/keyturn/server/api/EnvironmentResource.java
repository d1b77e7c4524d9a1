// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Notes;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.EnvironmentId;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.util.LinkedHashMap;

/// Environments of projects (contract §9). The older spelling of the routes says `workspace` where the newer one says
/// `projectId`.
final class EnvironmentResource {
    private static final int LONGEST_NAME = 64;
    private static final int LAST_POSITION = 10_000;

    private final Database database;
    private final Places places;
    private final String projectField;

    private EnvironmentResource(Database database, Places places, String projectField) {
        this.database = database;
        this.places = places;
        this.projectField = projectField;
    }

    static EnvironmentResource newer(Database database, Places places) {
        return new EnvironmentResource(database, places, "projectId");
    }

    static EnvironmentResource older(Database database, Places places) {
        return new EnvironmentResource(database, places, "workspace");
    }

    Reply create(Call call, Caller caller) {
        var body = call.body();
        var name = body.text("name").trimmed().atLeast(1).atMost(LONGEST_NAME).required();
        var slug = body.text("slug").slug().required();
        var position = body.integer("position").between(1, LAST_POSITION).optional();
        body.done();
        try {
            return database.transaction(session -> {
                var project = project(session, call, caller, Action.CREATE);
                return reply(
                        "Successfully created environment",
                        places.environments().create(session, project, name, slug, position.map(Long::intValue)));
            });
        } catch (Conflict _) {
            throw taken(slug);
        }
    }

    Reply get(Call call, Caller caller) {
        return database.read(session -> {
            var project = project(session, call, caller, Action.READ);
            return Reply.ok("environment", View.of(find(session, call, project)));
        });
    }

    Reply change(Call call, Caller caller) {
        var body = call.body();
        var name = body.text("name").trimmed().atLeast(1).atMost(LONGEST_NAME).optional();
        var slug = body.text("slug").slug().optional();
        var position = body.integer("position").between(1, LAST_POSITION).optional();
        body.done();
        try {
            return database.transaction(session -> {
                var project = project(session, call, caller, Action.EDIT);
                var present = find(session, call, project);
                var changed = places.environments()
                        .change(
                                session,
                                present.id(),
                                name.orElse(present.name()),
                                slug.orElse(present.slug()),
                                position.map(Long::intValue).orElse(present.position()));
                return reply("Successfully updated environment", changed);
            });
        } catch (Conflict _) {
            throw taken(slug.orElse(""));
        }
    }

    Reply delete(Call call, Caller caller) {
        try {
            return database.transaction(session -> delete(session, call, caller));
        } catch (Conflict _) {
            throw ApiError.badRequest("The environment holds rotations by now. Delete or move them first.");
        }
    }

    private Reply delete(Session session, Call call, Caller caller) {
        var project = project(session, call, caller, Action.DELETE);
        var present = find(session, call, project);
        if (places.environments().holdsRotation(session, present.id())) {
            throw ApiError.badRequest(
                    "Environment \"%s\" holds rotations. Delete or move them first.".formatted(present.slug()));
        }
        places.environments().delete(session, present.id());
        return reply("Successfully deleted environment", present);
    }

    private ProjectId project(Session session, Call call, Caller caller, Action action) {
        return places.permissions()
                .require(session, caller, new ProjectId(call.name("projectId")))
                .require(action, Subject.ENVIRONMENTS)
                .project();
    }

    private Environment find(Session session, Call call, ProjectId project) {
        return places.environment(session, project, new EnvironmentId(call.uuid("environmentId")));
    }

    private static ApiError taken(String slug) {
        return ApiError.badRequest("The project has an environment with the slug \"%s\" already".formatted(slug));
    }

    private Reply reply(String message, Environment environment) {
        Notes.tell("environmentId", environment.id().value());
        Notes.tell("slug", environment.slug());
        var body = new LinkedHashMap<String, Object>();
        body.put("message", message);
        body.put(projectField, environment.projectId().value());
        body.put("environment", View.of(environment));
        return Reply.ok(body);
    }

    private record View(
            String id, String name, String slug, int position, String projectId, Instant createdAt, Instant updatedAt) {
        static View of(Environment environment) {
            return new View(
                    environment.id().value(),
                    environment.name(),
                    environment.slug(),
                    environment.position(),
                    environment.projectId().value(),
                    environment.createdAt(),
                    environment.updatedAt());
        }
    }
}
