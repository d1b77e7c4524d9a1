// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.server.connection.ConnectionId;
import java.util.Optional;

/// What the owner wants of a rotation.
///
/// @param timing   when runs are due
/// @param overlap  how the previous set ends
/// @param accounts which accounts it has, and how they are changed
/// @param mapping  the secrets that consumers read
public record RotationSettings(
        String name,
        Optional<String> description,
        ConnectionId connection,
        Timing timing,
        Overlap overlap,
        AccountSettings accounts,
        SecretsMapping mapping) {

    public RotationType type() {
        return accounts.type();
    }

    public RotationParameters parameters() {
        return accounts.parameters();
    }
}
