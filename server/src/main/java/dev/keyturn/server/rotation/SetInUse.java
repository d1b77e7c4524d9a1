// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState.Retiring;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A set that was published once, and how long it is to be accepted.
///
/// @param validUntil empty if no end is fixed
public record SetInUse(int slot, long version, AccountName account, State state, Optional<Instant> validUntil) {
    /// Whether a set still counts.
    public enum State {
        /// What consumers read now.
        ACTIVE,
        /// Superseded, and accepted until its end.
        GRACE,
        /// Refused; sessions that it opened may live on.
        RETIRED
    }

    /// By slot. A slot in which nothing was ever published is no set.
    public static List<SetInUse> of(Rotation rotation) {
        CredentialSet credentials = rotation.state().credentials();
        return IntStream.of(0, 1)
                .boxed()
                .flatMap(slot -> of(rotation, credentials, slot).stream())
                .toList();
    }

    private static Optional<SetInUse> of(Rotation rotation, CredentialSet credentials, int slot) {
        boolean active = slot == credentials.active();
        long published =
                credentials.published().map(Credential::version).orElseGet(() -> credentials.nextVersion() - 1);
        return switch (credentials.slot(slot)) {
            case Slot.Live(Credential live) ->
                Optional.of(new SetInUse(
                        slot,
                        live.version(),
                        live.account(),
                        active ? State.ACTIVE : State.GRACE,
                        active ? Optional.empty() : end(rotation, live)));
            // the sets of the two slots take turns: the one before the published stood here
            case Slot.Spent(AccountName account)
            when !active && published > 1 ->
                Optional.of(new SetInUse(slot, published - 1, account, State.RETIRED, Optional.empty()));
            case Slot.Spent _, Slot.Vacant _, Slot.Unknown _ -> Optional.empty();
        };
    }

    private static Optional<Instant> end(Rotation rotation, Credential superseded) {
        return rotation.state() instanceof Retiring retiring
                ? retiring.gone().stream()
                        .filter(due -> due.credential().equals(superseded))
                        .map(due -> due.gate().notBefore())
                        .findFirst()
                : Optional.empty();
    }
}
