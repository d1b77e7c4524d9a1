// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.Password;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Patch;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.net.Undelivered;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import dev.keyturn.server.webhook.EventName;
import dev.keyturn.server.webhook.FolderGlob;
import dev.keyturn.server.webhook.Webhook;
import dev.keyturn.server.webhook.Webhook.LastCall;
import dev.keyturn.server.webhook.Webhook.Receiver;
import dev.keyturn.server.webhook.WebhookId;
import dev.keyturn.server.webhook.WebhookType;
import dev.keyturn.server.webhook.Webhooks;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Webhooks of a project (contract §10). Only its admins see them: an address may hold a secret of the receiver's.
final class WebhookResource {
    private static final int LONGEST_URL = 2048;
    private static final int LONGEST_KEY = 1024;
    private static final String URL_RULE =
            "Must be an http or https address with a host in ASCII, and without a login or fragment";
    private static final String PATH_RULE =
            "A path begins with / and has letters, digits, hyphens, underscores, and the wildcards *, ** and ?";

    private final Database database;
    private final Places places;
    private final Webhooks webhooks;
    private final Randomness randomness;
    private final InstantSource clock;

    WebhookResource(Database database, Places places, Webhooks webhooks, Randomness randomness, InstantSource clock) {
        this.database = database;
        this.places = places;
        this.webhooks = webhooks;
        this.randomness = randomness;
        this.clock = clock;
    }

    Reply create(Call call, Caller caller) {
        Input body = call.body();
        var type = body.text("type").oneOf(WebhookType.wireNames()).or(WebhookType.GENERAL.wireName());
        ProjectId project = project(body);
        String slug = body.text("environment").trimmed().atLeast(1).required();
        String url = body.text("webhookUrl")
                .trimmed()
                .atMost(LONGEST_URL)
                .must(text -> url(text).isPresent(), URL_RULE)
                .required();
        Optional<String> key = body.text("webhookSecretKey")
                .trimmed()
                .atMost(LONGEST_KEY)
                .nullable()
                .filter(text -> !text.isEmpty());
        String path = body.text("secretPath")
                .trimmed()
                .must(text -> FolderGlob.parse(text).isPresent(), PATH_RULE)
                .or("/");
        Optional<Set<EventName>> events = events(body);
        body.done();
        var receiver = new Receiver(url(url).orElseThrow(), key.map(Password::of));
        var _ = database.read(session -> environment(session, caller, project, slug, Action.CREATE));
        requirePermitted(receiver);
        return database.transaction(session -> {
            Environment environment = environment(session, caller, project, slug, Action.CREATE);
            Instant now = clock.instant();
            var made = new Webhook(
                    new WebhookId(randomness.id()),
                    project,
                    environment.id(),
                    FolderGlob.parse(path).orElseThrow(),
                    WebhookType.of(type).orElseThrow(),
                    events,
                    receiver,
                    false,
                    Optional.empty(),
                    now,
                    now);
            webhooks.table().insert(session, made);
            call.note("webhookId", made.id().value());
            return reply("Successfully created webhook", WebhookJson.of(made, environment));
        });
    }

    /// So that a person hears of it at once; a call asks again.
    private void requirePermitted(Receiver receiver) {
        try {
            webhooks.requirePermitted(receiver.url().getHost());
        } catch (Undelivered why) {
            throw ApiError.badRequest("The webhook cannot be called: " + why.getMessage());
        }
    }

    Reply list(Call call, Caller caller) {
        Input query = call.query();
        ProjectId project = project(query);
        Optional<String> slug = query.text("environment").trimmed().optional().filter(text -> !text.isEmpty());
        Optional<String> path = query.text("secretPath").trimmed().optional().filter(text -> !text.isEmpty());
        query.done();
        return database.read(session -> {
            var _ = places.permissions().require(session, caller, project).require(Action.READ, Subject.WEBHOOKS);
            List<WebhookJson> found = webhooks.table().ofProject(session, project).stream()
                    .filter(webhook -> path.map(
                                    text -> text.equals(webhook.path().toString()))
                            .orElse(true))
                    .map(webhook -> WebhookJson.of(webhook, environment(session, webhook)))
                    .filter(view -> slug.map(
                                    text -> text.equals(view.environment().slug()))
                            .orElse(true))
                    .toList();
            return Reply.ok(new ListView("Successfully fetched webhooks", found));
        });
    }

    Reply change(Call call, Caller caller) {
        Input body = call.body();
        Optional<Boolean> disabled = body.flag("isDisabled").optional();
        Patch<Set<EventName>> events = body.has("eventsFilter")
                ? events(body).<Patch<Set<EventName>>>map(Patch.Put::new).orElseGet(Patch.Clear::new)
                : new Patch.Keep<>();
        body.done();
        return database.transaction(session -> {
            Webhook present = find(session, call, caller, Action.EDIT);
            var changed = new Webhook(
                    present.id(),
                    present.project(),
                    present.environment(),
                    present.path(),
                    present.type(),
                    events.applyTo(present.wanted()),
                    present.receiver(),
                    disabled.orElse(present.disabled()),
                    present.last(),
                    present.createdAt(),
                    clock.instant());
            webhooks.table().change(session, changed);
            call.note("isDisabled", changed.disabled());
            return reply("Successfully updated webhook", WebhookJson.of(changed, environment(session, changed)));
        });
    }

    Reply delete(Call call, Caller caller) {
        return database.transaction(session -> {
            Webhook present = find(session, call, caller, Action.DELETE);
            webhooks.table().delete(session, present.id());
            return reply("Successfully deleted webhook", WebhookJson.of(present, environment(session, present)));
        });
    }

    Reply test(Call call, Caller caller) {
        Webhook webhook = database.read(session -> find(session, call, caller, Action.EDIT));
        Environment environment = database.read(session -> environment(session, webhook));
        LastCall result = webhooks.test(webhook, environment.slug());
        return reply("Successfully triggered webhook", WebhookJson.of(webhook, environment, Optional.of(result)));
    }

    private Webhook find(Session session, Call call, Caller caller, Action action) {
        var id = new WebhookId(call.uuid("webhookId"));
        Webhook found = webhooks.table()
                .find(session, id)
                .filter(webhook -> places.permissions()
                        .find(session, caller, webhook.project())
                        .isPresent())
                .orElseThrow(() -> ApiError.notFound("Webhook with id \"%s\" not found".formatted(id)));
        var _ = places.permissions().require(session, caller, found.project()).require(action, Subject.WEBHOOKS);
        return found;
    }

    private Environment environment(Session session, Caller caller, ProjectId project, String slug, Action action) {
        var access = places.permissions().require(session, caller, project).require(action, Subject.WEBHOOKS);
        return places.environment(session, access.project(), slug);
    }

    private Environment environment(Session session, Webhook webhook) {
        return places.environments().find(session, webhook.environment()).orElseThrow();
    }

    /// Newer clients say `projectId`, older ones `workspaceId`.
    private static ProjectId project(Input input) {
        String field = !input.has("projectId") && input.has("workspaceId") ? "workspaceId" : "projectId";
        return new ProjectId(input.text(field).trimmed().atLeast(1).required());
    }

    private static Optional<Set<EventName>> events(Input body) {
        if (body.isNull("eventsFilter")) {
            return Optional.empty();
        }
        List<String> names = body.objects("eventsFilter").stream()
                .map(item -> item.text("eventName").oneOf(EventName.wireNames()).required())
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(names.stream()
                        .flatMap(name -> EventName.of(name).stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Optional<URI> url(String text) {
        try {
            var url = new URI(text);
            boolean web = url.getScheme() != null
                    && Set.of("http", "https").contains(url.getScheme().toLowerCase(java.util.Locale.ROOT));
            boolean plain = url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null;
            boolean ascii = text.chars().allMatch(letter -> letter > ' ' && letter < 127);
            return web && plain && ascii && url.getPort() <= 65_535 ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static Reply reply(String message, WebhookJson webhook) {
        return Reply.ok(new OneView(message, webhook));
    }

    private record OneView(String message, WebhookJson webhook) {}

    private record ListView(String message, List<WebhookJson> webhooks) {}
}
