// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionCredentials;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.health.Findings;
import dev.keyturn.server.health.HealthBook;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.rotation.AccountTaken;
import dev.keyturn.server.rotation.Prospect;
import dev.keyturn.server.rotation.Rotations;
import dev.keyturn.server.secret.Project;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.secret.Projects;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Connections (API contract §6). Nothing is stored that did not log in.
public final class ConnectionsResource {
    private final Database database;
    private final ConnectionTable table;
    private final ConnectionUse use;
    private final ConnectionLogins logins;
    private final ConnectionProbe probe;
    private final Around around;

    /// What surrounds connections.
    record Around(
            Projects projects,
            Rotations rotations,
            HealthBook health,
            ConnectionTests tests,
            ConnectionSetup setup,
            PlatformManagement platform,
            Randomness randomness,
            InstantSource clock) {}

    ConnectionsResource(
            Database database, ConnectionTable table, ConnectionUse use, ConnectionLogins logins, Around around) {
        this.database = database;
        this.table = table;
        this.use = use;
        this.logins = logins;
        this.probe = new ConnectionProbe(logins, around.rotations(), around.clock());
        this.around = around;
    }

    /// What kinds of connection can be made.
    record OptionJson(String name, String app, List<String> methods, boolean supportsPlatformManagement) {}

    Reply options(Call call, Caller caller) {
        List<OptionJson> all = logins.drivers().keySet().stream()
                .sorted(Comparator.comparing(TargetType::displayName))
                .map(type -> new OptionJson(
                        type.displayName(),
                        type.name(),
                        List.of("username-and-password"),
                        PlatformManagement.supports(type)))
                .toList();
        return Reply.ok("appConnectionOptions", all);
    }

    /// What has to be done at a target first.
    Reply setup(Call call, Caller caller) {
        return around.setup().of(driver(call), call.query());
    }

    Reply list(Call call, Caller caller) {
        return Reply.ok(
                "appConnections",
                visible(call, caller, Optional.empty()).stream()
                        .map(Shown::json)
                        .toList());
    }

    Reply listOfApp(Call call, Caller caller) {
        TargetDriver driver = driver(call);
        return Reply.ok(
                "appConnections",
                visible(call, caller, Optional.of(driver)).stream()
                        .map(Shown::json)
                        .toList());
    }

    /// Those that the caller may use for a rotation, by name alone.
    Reply available(Call call, Caller caller) {
        TargetDriver driver = driver(call);
        return Reply.ok(
                "appConnections",
                visible(call, caller, Optional.of(driver)).stream()
                        .map(shown -> new RotationJson.NamedApp(
                                shown.connection().app().name(),
                                shown.connection().name(),
                                shown.connection().id().value()))
                        .toList());
    }

    Reply get(Call call, Caller caller) {
        return reply(require(call, caller));
    }

    Reply byName(Call call, Caller caller) {
        TargetDriver driver = driver(call);
        String name = call.name("name");
        return database.read(session -> table.named(session, driver.type(), name).stream()
                        .filter(connection -> use.isVisible(session, caller, connection))
                        .findFirst())
                .map(this::reply)
                .orElseThrow(() -> ApiError.notFound("App connection with name \"%s\" not found".formatted(name)));
    }

    Reply create(Call call, Caller caller) {
        TargetDriver driver = driver(call);
        var wanted = ConnectionBody.Create.of(call.body(), driver.type());
        use.requireCreation(caller, wanted.project());
        AppConnection made = made(driver, wanted);
        Findings found = probe.connect(made);
        Optional<Prospect> managed =
                wanted.platformManaged() ? Optional.of(around.platform().survey(made)) : Optional.empty();
        call.note("connectionId", made.id().value());
        call.note("name", made.name());
        try {
            database.change(session -> {
                table.insert(session, made);
                managed.ifPresent(prospect -> around.platform().take(session, made, prospect));
            });
        } catch (Conflict taken) {
            throw nameTaken(made);
        }
        Optional<String> refused = managed.flatMap(_ -> around.platform().change(made));
        if (refused.isPresent()) {
            database.change(session -> {
                around.platform().leave(session, made);
                table.delete(session, made.id());
            });
            throw ApiError.badRequest(refused.orElseThrow());
        }
        AppConnection stored = stored(made);
        around.health().note(stored, found);
        return reply(stored);
    }

    /// With the password that it has by now.
    private AppConnection stored(AppConnection written) {
        return database.read(session -> table.find(session, written.id())).orElse(written);
    }

    Reply update(Call call, Caller caller) {
        AppConnection present = require(call, caller);
        use.require(caller, present, Action.EDIT);
        var wanted = ConnectionBody.Update.of(call.body(), present);
        AppConnection changed = changed(present, wanted);
        probe.requireMovable(present, changed);
        boolean anew = wanted.credentials().isPresent() || wanted.nodes().isPresent();
        requireNotRotated(changed);
        Optional<ConnectionProbe.Met> met = anew ? Optional.of(probe.meet(changed)) : Optional.empty();
        Management management = management(present, changed, wanted);
        try {
            if (!database.transaction(session -> update(session, changed, met, management))) {
                throw ApiError.badRequest(
                        "App connection \"%s\" was changed by somebody else; try again".formatted(present.name()));
            }
        } catch (AccountTaken taken) {
            throw ApiError.badRequest(
                    "App connection \"%s\" cannot lead there: the account \"%s\" of one of its rotations belongs to another"
                                    .formatted(present.name(), taken.account())
                            + " rotation on that target");
        } catch (Conflict taken) {
            throw nameTaken(changed);
        }
        requireTakenOver(present, changed, management);
        AppConnection stored = stored(changed);
        met.ifPresent(there -> around.health().note(stored, there.findings()));
        return reply(stored);
    }

    /// What an update does about the account's owner.
    private sealed interface Management {
        record Unchanged() implements Management {}

        record Taken(Prospect prospect) implements Management {}

        record Left() implements Management {}
    }

    /// A password that somebody gave is known to somebody, so it is changed as well.
    private Management management(AppConnection present, AppConnection changed, ConnectionBody.Update wanted) {
        boolean managed = wanted.platformManaged().orElse(present.isPlatformManaged());
        if (managed && (!present.isPlatformManaged() || wanted.credentials().isPresent())) {
            return new Management.Taken(around.platform().survey(changed));
        }
        return !managed && present.isPlatformManaged() ? new Management.Left() : new Management.Unchanged();
    }

    /// @throws ApiError 400 if its target refused the change of the password
    private void requireTakenOver(AppConnection present, AppConnection changed, Management management) {
        if (!(management instanceof Management.Taken)) {
            return;
        }
        Optional<String> refused = around.platform().change(changed);
        if (refused.isPresent() && !present.isPlatformManaged()) {
            database.change(session -> around.platform().leave(session, changed));
        }
        refused.ifPresent(why -> {
            throw ApiError.badRequest(why + ". What else was asked for is stored.");
        });
    }

    /// Says of a connection that is to be made whether it would do. Stores nothing.
    Reply test(Call call, Caller caller) {
        TargetDriver driver = driver(call);
        var wanted = ConnectionBody.Create.of(call.body(), driver.type());
        use.requireCreation(caller, wanted.project());
        return around.tests().test(made(driver, wanted));
    }

    /// As [#test(Call, Caller)], of a stored one, changed by the body.
    Reply testStored(Call call, Caller caller) {
        AppConnection present = require(call, caller);
        use.require(caller, present, Action.EDIT);
        return around.tests().test(changed(present, ConnectionBody.Update.of(call.body(), present)));
    }

    private AppConnection made(TargetDriver driver, ConnectionBody.Create wanted) {
        Instant now = around.clock().instant();
        return new AppConnection(
                new ConnectionId(around.randomness().id()),
                driver.type(),
                wanted.project(),
                wanted.text(),
                wanted.credentials(),
                wanted.nodes(),
                table.hash(wanted.credentials()),
                Optional.empty(),
                1,
                now,
                now);
    }

    /// Its rotations own their accounts where it leads.
    private boolean update(
            Session session, AppConnection changed, Optional<ConnectionProbe.Met> met, Management management) {
        boolean mine = table.update(session, changed);
        if (mine) {
            met.ifPresent(there -> around.rotations().follow(session, changed, there.fingerprint()));
            switch (management) {
                case Management.Taken(Prospect prospect) -> around.platform().take(session, changed, prospect);
                case Management.Left _ -> around.platform().leave(session, changed);
                case Management.Unchanged _ -> {}
            }
        }
        return mine;
    }

    /// A rotation of the account that it logs in with would lock itself out.
    private void requireNotRotated(AppConnection changed) {
        TargetDriver driver = logins.driver(changed.app()).orElseThrow();
        String own = driver.key(changed.credentials().username());
        if (around.rotations().accountsOf(changed.id()).stream()
                .anyMatch(account -> driver.key(account).equals(own))) {
            throw ApiError.badRequest(
                    "\"%s\" is rotated over app connection \"%s\", which would lock itself out; use another user"
                            .formatted(changed.credentials().username(), changed.name()));
        }
    }

    private AppConnection changed(AppConnection present, ConnectionBody.Update wanted) {
        ConnectionCredentials credentials = wanted.credentials().orElse(present.credentials());
        return new AppConnection(
                present.id(),
                present.app(),
                present.project(),
                wanted.text(present.text()),
                credentials,
                wanted.nodes().orElse(present.nodes()),
                table.hash(credentials),
                wanted.credentials().isPresent() ? Optional.empty() : present.platform(),
                present.version() + 1,
                present.createdAt(),
                around.clock().instant());
    }

    Reply delete(Call call, Caller caller) {
        AppConnection present = require(call, caller);
        use.require(caller, present, Action.DELETE);
        Reply before = reply(present);
        try {
            database.change(session -> {
                around.platform().requireQuiet(session, present);
                table.delete(session, present.id());
            });
        } catch (Conflict used) {
            throw ApiError.badRequest(
                    "App connection \"%s\" cannot be deleted while rotations use it".formatted(present.name()));
        }
        return before;
    }

    private static ApiError nameTaken(AppConnection connection) {
        return ApiError.badRequest("An app connection named \"%s\" already exists".formatted(connection.name()));
    }

    private TargetDriver driver(Call call) {
        return logins.driver(call.name("app"))
                .orElseThrow(() ->
                        ApiError.notFound("App connections for \"%s\" are not offered".formatted(call.name("app"))));
    }

    private AppConnection require(Call call, Caller caller) {
        TargetDriver driver = driver(call);
        var id = new ConnectionId(call.uuid("connectionId"));
        AppConnection found = database.read(session ->
                        table.find(session, id).filter(connection -> use.isVisible(session, caller, connection)))
                .orElseThrow(() -> ApiError.notFound("App connection with id \"%s\" not found".formatted(id)));
        if (!found.app().equals(driver.type())) {
            throw ApiError.badRequest("App connection with id \"%s\" is not for %s"
                    .formatted(id, driver.type().displayName()));
        }
        return found;
    }

    private record Shown(AppConnection connection, ConnectionJson json) {}

    private List<Shown> visible(Call call, Caller caller, Optional<TargetDriver> driver) {
        Input query = call.query();
        Optional<ProjectId> project = query.text("projectId")
                .nullable()
                .filter(text -> !text.isEmpty())
                .map(ProjectId::new);
        query.done();
        return database.read(session -> table.list(session).stream()
                .filter(one -> driver.isEmpty()
                        || one.app().equals(driver.orElseThrow().type()))
                .filter(one -> project.isEmpty()
                        || one.project().isEmpty()
                        || one.project().equals(project))
                .filter(one -> use.isVisible(session, caller, one))
                .map(one -> new Shown(one, json(session, one)))
                .toList());
    }

    private ConnectionJson json(Session session, AppConnection connection) {
        Optional<Project> project =
                connection.project().flatMap(id -> around.projects().find(session, id));
        String organization = session.one("SELECT id FROM organization", row -> row.text("id"))
                .orElseThrow();
        return ConnectionJson.of(connection, around.health().of(session, connection), organization, project);
    }

    private Reply reply(AppConnection connection) {
        return Reply.ok("appConnection", database.read(session -> json(session, connection)));
    }
}
