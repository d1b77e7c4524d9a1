// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.connection;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.server.secret.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A stored connection.
///
/// @param app             the engine
/// @param project         empty: usable in the whole organisation
/// @param credentialsHash keyed; the same while the credentials are
/// @param nodes           the nodes to use instead of those that the target announces
/// @param platform        present if nobody but the server knows the password
/// @param version         grows with every change
public record AppConnection(
        ConnectionId id,
        TargetType app,
        Optional<ProjectId> project,
        ConnectionText text,
        ConnectionCredentials credentials,
        List<Endpoint> nodes,
        String credentialsHash,
        Optional<Platform> platform,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    public AppConnection {
        nodes = List.copyOf(nodes);
    }

    /// What makes an account platform-managed.
    ///
    /// @param others what its target may accept instead of the stored password while that is being changed:
    ///               the next one, and the one before
    public record Platform(List<Password> others) {
        public Platform {
            others = List.copyOf(others);
        }
    }

    public String name() {
        return text.name();
    }

    public Connection where() {
        return credentials.where(nodes);
    }

    public boolean isPlatformManaged() {
        return platform.isPresent();
    }

    /// Every login that the target may accept, the likeliest first.
    public List<Login> logins() {
        return Stream.concat(
                        Stream.of(credentials.login()),
                        others().map(password -> Login.of(credentials.username(), password)))
                .toList();
    }

    /// Every password that no text may hold.
    public List<Password> secrets() {
        return Stream.concat(credentials.password().stream(), others()).toList();
    }

    private Stream<Password> others() {
        return platform.stream().flatMap(managed -> managed.others().stream());
    }

    /// The same with another password, which its target accepts.
    AppConnection published(ConnectionCredentials changed, String hash, Instant now) {
        return new AppConnection(id, app, project, text, changed, nodes, hash, platform, version + 1, createdAt, now);
    }
}
