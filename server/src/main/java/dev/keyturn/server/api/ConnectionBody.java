// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionCredentials;
import dev.keyturn.server.connection.ConnectionText;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Patch;
import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.secret.ProjectId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the bodies of `/api/v1/app-connections/{app}` (API contract §6).
final class ConnectionBody {
    private static final String STAND_IN = "x";

    private ConnectionBody() {}

    /// A connection that is to be made.
    record Create(
            ConnectionText text,
            Optional<ProjectId> project,
            ConnectionCredentials credentials,
            List<Endpoint> nodes,
            boolean platformManaged) {
        static Create of(Input body, TargetType app) {
            var create = new Create(
                    new ConnectionText(
                            body.text("name").slug().required(),
                            body.text("description").trimmed().atMost(256).nullable()),
                    body.text("projectId").trimmed().atLeast(1).nullable().map(ProjectId::new),
                    readCredentials(body.object("credentials"), app, Optional.empty()),
                    readNodes(body),
                    readPlatformManaged(body, app).orElse(false));
            var _ = body.text("method").oneOf(Set.of("username-and-password")).required();
            refuseGateway(body, app);
            body.done();
            return create;
        }
    }

    /// What is to be changed.
    record Update(
            Patch<String> name,
            Patch<String> description,
            Optional<ConnectionCredentials> credentials,
            Optional<List<Endpoint>> nodes,
            Optional<Boolean> platformManaged) {
        /// @param present a password of `null` stands for its password, as long as it is sent to nobody else
        static Update of(Input body, AppConnection present) {
            TargetType app = present.app();
            var update = new Update(
                    body.text("name").slug().patch(),
                    body.text("description").trimmed().atMost(256).patch(),
                    body.optionalObject("credentials")
                            .map(credentials -> readCredentials(credentials, app, Optional.of(present))),
                    body.has("nodes") ? Optional.of(readNodes(body)) : Optional.empty(),
                    readPlatformManaged(body, app));
            refuseGateway(body, app);
            body.done();
            return update;
        }

        ConnectionText text(ConnectionText present) {
            return new ConnectionText(
                    name.applyTo(present.name(), present.name()), description.applyTo(present.description()));
        }
    }

    private static Optional<Boolean> readPlatformManaged(Input body, TargetType app) {
        Optional<Boolean> wanted = body.flag("isPlatformManagedCredentials").optional();
        if (wanted.orElse(false) && !PlatformManagement.supports(app)) {
            body.refuse("isPlatformManagedCredentials", app.displayName() + " connections cannot be platform-managed");
        }
        return wanted;
    }

    private static void refuseGateway(Input body, TargetType app) {
        if (body.text("gatewayId").nullable().isPresent()) {
            body.refuse("gatewayId", app.displayName() + " connections take no gateway");
        }
    }

    /// Whether the engine has databases to choose from, and no account without a password.
    static boolean isSql(TargetType app) {
        return RotationType.ALL.stream().anyMatch(type -> type.app().equals(app) && type.isSql());
    }

    private static ConnectionCredentials readCredentials(Input input, TargetType app, Optional<AppConnection> present) {
        Endpoint endpoint = endpoint(input);
        String username = input.text("username").atLeast(1).required();
        Optional<Password> password = present.filter(_ -> input.isNull("password"))
                .map(known -> kept(input, known, endpoint, username))
                .orElseGet(() -> given(input, app));
        Optional<String> database = isSql(app)
                ? Optional.of(input.text("database").trimmed().atLeast(1).required())
                : Optional.empty();
        return new ConnectionCredentials(
                endpoint,
                database,
                new AccountName(username.isEmpty() ? STAND_IN : username),
                password,
                input.flag("sslEnabled").or(false),
                input.flag("sslRejectUnauthorized").or(true),
                input.text("sslCertificate").trimmed().optional().filter(text -> !text.isEmpty()));
    }

    private static Optional<Password> given(Input input, TargetType app) {
        var secret = input.text("password").atLeast(1);
        Optional<String> password = isSql(app) ? Optional.of(secret.required()) : secret.optional();
        return password.filter(text -> !text.isEmpty()).map(Password::of);
    }

    /// Whoever may change a connection must not learn its password by leading it elsewhere.
    private static Optional<Password> kept(Input input, AppConnection present, Endpoint endpoint, String username) {
        ConnectionCredentials known = present.credentials();
        boolean sameLogin =
                known.endpoint().equals(endpoint) && known.username().value().equals(username);
        if (!sameLogin || present.isPlatformManaged()) {
            input.refuse(
                    "password", "The password is kept only while host, port and user stay the same; give it again");
        }
        return known.password();
    }

    private static List<Endpoint> readNodes(Input body) {
        return body.objects("nodes").stream()
                .map(node -> endpoint(node.only(Set.of("host", "port"))))
                .toList();
    }

    /// A broken rule leaves an issue; what is returned then is a stand-in.
    private static Endpoint endpoint(Input input) {
        String host = input.text("host")
                .trimmed()
                .atLeast(1)
                .must(
                        text -> text.chars().noneMatch(c -> Character.isWhitespace(c) || c == '/' || c == '@'),
                        "A host is a name or an address, nothing else")
                .required();
        long port = input.coerced("port").between(1, 65_535).required();
        return new Endpoint(
                host.isEmpty() ? STAND_IN : host.toLowerCase(Locale.ROOT), (int) Math.clamp(port, 1L, 65_535L));
    }
}
