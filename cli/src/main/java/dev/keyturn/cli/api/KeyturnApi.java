// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.api;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.rotation.RotationId;
import java.io.IOException;
import java.util.Map;

/// The calls of the contract that the command needs, by name. Each is one request.
public record KeyturnApi(ApiClient client) {

    /// A project of an installation.
    public record ProjectId(String value) {}

    /// A connection to a database.
    public record ConnectionId(String value) {}

    /// Who opens a fresh installation.
    public record Opening(String email, Password password, String organization) {}

    /// An installation that was opened, by its first identity, which may do everything.
    public record Installation(KeyturnApi admin, String organization) {}

    /// Who is to read in a project.
    public record Reader(String name, String organization, ProjectId project) {}

    /// @param app         the engine, as in the path: `redis`
    /// @param credentials host, port and login of the administrator, as the engine wants them
    public record NewConnection(String app, String name, ProjectId project, Object credentials) {}

    /// @param type       as in the path: `redis-credentials`
    /// @param parameters as the type wants them
    /// @param mapping    the name of the secret for each part of the credential
    public record NewRotation(
            String type,
            String name,
            ProjectId project,
            ConnectionId connection,
            Object parameters,
            Map<String, String> mapping) {}

    /// A rotation and where it is found.
    public record RotationRef(String type, RotationId id) {

        private String path() {
            return "/api/v2/secret-rotations/" + type + "/" + id.value();
        }
    }

    /// Opens a fresh installation (§7.1).
    public Installation open(Opening opening) throws IOException, InterruptedException {
        var opened = client.post("/api/v1/admin/bootstrap", opening, Opened.class);
        return new Installation(new KeyturnApi(client.with(opened.identity.credentials.token)), opened.organization.id);
    }

    /// Makes a machine identity that may read in one project and nothing else, and logs in as it.
    public KeyturnApi reader(Reader reader) throws IOException, InterruptedException {
        var draft = Map.of("name", reader.name, "organizationId", reader.organization, "role", "no-access");
        var identity = client.post("/api/v1/identities", draft, IdentityAnswer.class).identity.id;
        var _ = client.post(
                "/api/v2/workspace/" + reader.project.value + "/identity-memberships/" + identity,
                Map.of("role", "viewer"),
                MembershipAnswer.class);
        var auth = "/api/v1/auth/universal-auth/identities/" + identity;
        var id = client.post(auth, Map.of(), UniversalAuthAnswer.class).identityUniversalAuth.clientId;
        var secret = client.post(auth + "/client-secrets", Map.of("description", ""), ClientSecretAnswer.class);
        var pair = Map.of("clientId", id, "clientSecret", secret.clientSecret);
        var token = client.post("/api/v1/auth/universal-auth/login", pair, TokenAnswer.class).accessToken;
        return new KeyturnApi(client.with(token));
    }

    public ProjectId createProject(String name) throws IOException, InterruptedException {
        var body = Map.of("projectName", name, "type", "secret-manager");
        return new ProjectId(client.post("/api/v2/workspace", body, ProjectAnswer.class).project.id);
    }

    public ConnectionId createConnection(NewConnection draft) throws IOException, InterruptedException {
        var body = Map.of(
                "name", draft.name,
                "method", "username-and-password",
                "projectId", draft.project.value,
                "credentials", draft.credentials);
        var answer = client.post("/api/v1/app-connections/" + draft.app, body, ConnectionAnswer.class);
        return new ConnectionId(answer.appConnection.id);
    }

    /// Creates a rotation in the environment `dev` and publishes its first credential.
    public RotationRef createRotation(NewRotation draft) throws IOException, InterruptedException {
        var body = Map.of(
                "name", draft.name,
                "projectId", draft.project.value,
                "connectionId", draft.connection.value,
                "environment", "dev",
                "secretPath", "/",
                "rotationInterval", 30,
                "parameters", draft.parameters,
                "secretsMapping", draft.mapping);
        var answer = client.post("/api/v2/secret-rotations/" + draft.type, body, RotationAnswer.class);
        return new RotationRef(draft.type, new RotationId(answer.secretRotation.id));
    }

    /// Rotates now; returns when the new credential is published.
    public void rotate(RotationRef rotation) throws IOException, InterruptedException {
        var _ = client.post(rotation.path() + "/rotate-secrets", RotationAnswer.class);
    }

    /// What is published now, both halves of one version.
    public Login published(RotationRef rotation) throws IOException, InterruptedException {
        var active = client.get(rotation.path() + "/active-credentials", ActiveCredentials.class);
        return Login.of(new AccountName(active.credentials.username), active.credentials.password);
    }

    private record Opened(Identity identity, Id organization) {}

    private record Identity(IdentityCredentials credentials) {}

    private record IdentityCredentials(Password token) {}

    private record IdentityAnswer(Id identity) {}

    private record MembershipAnswer() {}

    private record UniversalAuthAnswer(UniversalAuth identityUniversalAuth) {}

    private record UniversalAuth(String clientId) {}

    private record ClientSecretAnswer(Password clientSecret) {}

    private record TokenAnswer(Password accessToken) {}

    private record ProjectAnswer(Id project) {}

    private record ConnectionAnswer(Id appConnection) {}

    private record RotationAnswer(Id secretRotation) {}

    private record Id(String id) {}

    private record ActiveCredentials(Pair credentials) {}

    private record Pair(String username, Password password) {}
}
