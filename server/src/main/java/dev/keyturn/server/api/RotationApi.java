// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.health.HealthBook;
import dev.keyturn.server.rotation.RotationParts;
import java.util.Optional;

/// The classes that answer about rotations and connections.
public record RotationApi(
        RotationReads reads,
        RotationWrites writes,
        RotationUpdates updates,
        RotationActions actions,
        RotationRelocation relocation,
        RotationUsage usage,
        RotationPlans plans,
        RotationPreviews previews,
        ConnectionsResource connections) {

    /// Wires them to what they work on.
    public static RotationApi of(
            Domain domain,
            RotationParts parts,
            ConnectionTable connections,
            ConnectionLogins logins,
            HealthBook health,
            Optional<String> outgoingAddress) {
        var store = domain.store();
        var places = domain.places();
        var lookup = new RotationLookup(
                store.database(),
                places,
                parts.rotations(),
                connections,
                logins.drivers().keySet(),
                health);
        var use = new ConnectionUse(store.database(), places.permissions(), connections);
        var checks = new RotationChecks(lookup, use, logins, parts.targets(), store.clock());
        var around = new ConnectionsResource.Around(
                places.projects(),
                parts.rotations(),
                health,
                new ConnectionTests(logins, store.randomness(), outgoingAddress, store.clock()),
                new ConnectionSetup(outgoingAddress),
                new PlatformManagement(store.database(), connections, logins, parts.managed(), store.clock()),
                store.randomness(),
                store.clock());
        return new RotationApi(
                new RotationReads(lookup, parts.rotations(), domain.readers()),
                new RotationWrites(lookup, checks, parts, store.randomness(), store.clock()),
                new RotationUpdates(lookup, checks, parts, store.clock()),
                new RotationActions(lookup, parts, new LoginChecks(logins, health, store.clock()), store.clock()),
                new RotationRelocation(lookup, parts.moves(), store.clock()),
                new RotationUsage(lookup, logins, domain.readers(), store.clock()),
                new RotationPlans(lookup, checks, logins, parts, store.clock()),
                new RotationPreviews(
                        lookup,
                        checks,
                        parts,
                        new PasswordGenerator(store.randomness().source()),
                        store.clock()),
                new ConnectionsResource(store.database(), connections, use, logins, around));
    }
}
