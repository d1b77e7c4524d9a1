// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.TextField;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.secret.SecretTag;
import dev.keyturn.server.secret.TagId;
import dev.keyturn.server.secret.Tags;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Tags of projects. The older spelling of the routes answers with `workspaceTag` where the newer one says `tag`.
final class TagResource {
    private static final int LONGEST_COLOR = 64;

    private final Database database;
    private final Places places;
    private final Tags tags;
    private final String field;

    private TagResource(Database database, Places places, Tags tags, String field) {
        this.database = database;
        this.places = places;
        this.tags = tags;
        this.field = field;
    }

    static TagResource newer(Database database, Places places, Tags tags) {
        return new TagResource(database, places, tags, "tag");
    }

    static TagResource older(Database database, Places places, Tags tags) {
        return new TagResource(database, places, tags, "workspaceTag");
    }

    Reply list(Call call, Caller caller) {
        return database.read(session -> {
            var project = project(session, call, caller, Action.READ);
            List<View> views = tags.of(session, project).stream().map(View::of).toList();
            return Reply.ok(field + "s", views);
        });
    }

    Reply get(Call call, Caller caller) {
        return database.read(session -> reply(find(session, call, project(session, call, caller, Action.READ))));
    }

    Reply getBySlug(Call call, Caller caller) {
        var slug = call.name("slug");
        return database.read(session -> {
            var project = project(session, call, caller, Action.READ);
            return reply(tags.find(session, project, slug)
                    .orElseThrow(() -> ApiError.notFound("Tag with slug \"%s\" not found".formatted(slug))));
        });
    }

    Reply create(Call call, Caller caller) {
        var body = call.body();
        var slug = body.text("slug").slug().required();
        var color = color(body).nullable();
        body.done();
        return write(
                call, caller, Action.CREATE, slug, (session, project) -> tags.create(session, project, slug, color));
    }

    Reply change(Call call, Caller caller) {
        var body = call.body();
        var slug = body.text("slug").slug().optional();
        var color = color(body).patch();
        body.done();
        return write(call, caller, Action.EDIT, slug.orElse(""), (session, project) -> {
            var present = find(session, call, project);
            return tags.change(session, present, slug.orElse(present.slug()), color.applyTo(present.color()));
        });
    }

    Reply delete(Call call, Caller caller) {
        return write(call, caller, Action.DELETE, "", (session, project) -> {
            var present = find(session, call, project);
            tags.delete(session, present.id());
            return present;
        });
    }

    private Reply write(
            Call call, Caller caller, Action action, String slug, BiFunction<Session, ProjectId, SecretTag> work) {
        try {
            return database.transaction(session -> reply(work.apply(session, project(session, call, caller, action))));
        } catch (Conflict _) {
            throw ApiError.badRequest("The project has a tag with the slug \"%s\" already".formatted(slug));
        }
    }

    private ProjectId project(Session session, Call call, Caller caller, Action action) {
        return places.permissions()
                .require(session, caller, new ProjectId(call.name("projectId")))
                .require(action, Subject.TAGS)
                .project();
    }

    private SecretTag find(Session session, Call call, ProjectId project) {
        var id = new TagId(call.uuid("tagId"));
        return tags.find(session, project, id)
                .orElseThrow(() -> ApiError.notFound("Tag with id \"%s\" not found".formatted(id)));
    }

    private static TextField color(Input body) {
        return body.text("color").trimmed().atMost(LONGEST_COLOR);
    }

    private Reply reply(SecretTag tag) {
        return Reply.ok(field, View.of(tag));
    }

    private record View(
            String id,
            String slug,
            String name,
            Optional<String> color,
            String projectId,
            Instant createdAt,
            Instant updatedAt) {
        static View of(SecretTag tag) {
            return new View(
                    tag.id().value(),
                    tag.slug(),
                    tag.slug(),
                    tag.color(),
                    tag.project().value(),
                    tag.createdAt(),
                    tag.updatedAt());
        }
    }
}
