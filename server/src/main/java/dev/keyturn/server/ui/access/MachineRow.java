// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.timeline.Lengths;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A machine identity.
///
/// @param auth how it logs in, if it is open and has a way
public record MachineRow(
        String id, String name, String role, Optional<Moment> made, boolean isOpen, Optional<Auth> auth) {

    /// Universal auth: a client id with client secrets.
    ///
    /// @param token how long an access token lives
    public record Auth(String clientId, String token, List<ClientSecretRow> secrets) {}

    static MachineRow of(JsonNode identity, boolean open, Optional<Auth> auth, Times times) {
        return new MachineRow(
                identity.path("id").asText(),
                identity.path("name").asText(),
                identity.path("role").asText(),
                Fields.time(identity, "createdAt").map(times::near),
                open,
                auth);
    }

    /// @param settings the identity's universal auth, as the API answers it
    /// @param secrets  likewise its client secrets
    static Auth auth(JsonNode settings, JsonNode secrets, Times times) {
        var ttl = Duration.ofSeconds(settings.path("accessTokenTTL").asLong());
        return new Auth(
                settings.path("clientId").asText(),
                Lengths.relative(ttl),
                Fields.items(secrets, "clientSecretData")
                        .map(secret -> ClientSecretRow.of(secret, times))
                        .toList());
    }

    /// As people call the role.
    public String roleName() {
        return RoleNames.of(role);
    }
}
