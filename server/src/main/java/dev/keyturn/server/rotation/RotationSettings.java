// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.server.connection.ConnectionId;
import java.util.Optional;

/// What the owner wants of a rotation.
///
/// @param fingerprint tells the target of the connection from every other, if it has one: asked when it was chosen
/// @param timing   when runs are due
/// @param overlap  how the previous set ends
/// @param accounts which accounts it has, and how they are changed
/// @param mapping  the secrets that consumers read
public record RotationSettings(
        String name,
        Optional<String> description,
        ConnectionId connection,
        Optional<String> fingerprint,
        Timing timing,
        Overlap overlap,
        AccountSettings accounts,
        SecretsMapping mapping) {

    /// The same on another target.
    public RotationSettings on(ConnectionId other, Optional<String> itsFingerprint) {
        return new RotationSettings(name, description, other, itsFingerprint, timing, overlap, accounts, mapping);
    }

    public RotationType type() {
        return accounts.type();
    }

    public RotationParameters parameters() {
        return accounts.parameters();
    }
}
