// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.rotation.Attempt;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.rotation.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Rotations to store.
final class Samples {
    private Samples() {}

    static Credential credential(long version) {
        return credential("account", version);
    }

    /// @param account without the number that each version adds to it
    private static Credential credential(String account, long version) {
        return new Credential(
                new AccountName(account + version),
                Credential.Origin.MADE,
                Password.of("password" + version),
                version,
                new Salt("0".repeat(32)),
                AccountRules.scoped(List.of("~*", "+@all")));
    }

    static Rotation firstIssue(Instant now) {
        return firstIssue("account", now);
    }

    /// @param account what its accounts are called, without the number of their version
    static Rotation firstIssue(String account, Instant now) {
        var vacant = CredentialSet.unissued(Shape.FRESH, new Slot.Vacant(), new Slot.Vacant());
        Staged intent = new Settled(vacant).stage(credential(account, 1));
        return Rotation.firstIssue(intent, Attempt.waitedFor(Trigger.CREATE, now, now.plusSeconds(8)), now);
    }

    /// `before` with its candidate published.
    static Rotation published(Rotation before, Instant now) {
        RotationState after = ((Staged) before.state()).published(List.of());
        return in(before, after, Optional.of(now), now);
    }

    /// `before` with an intent for its next candidate.
    static Rotation staged(Rotation before) {
        var settled = (Settled) before.state();
        String account = settled.credentials()
                .published()
                .orElseThrow()
                .account()
                .value()
                .replaceAll("\\d+$", "");
        RotationState intent =
                settled.stage(credential(account, settled.credentials().nextVersion()));
        return in(before, intent, before.last().publishedAt(), before.last().attemptedAt());
    }

    private static Rotation in(Rotation before, RotationState state, Optional<Instant> publishedAt, Instant attempted) {
        var last = new LastRun(publishedAt, attempted, Trigger.CREATE, Optional.empty());
        return new Rotation(
                state,
                before.since(),
                Optional.empty(),
                List.of(),
                last,
                publishedAt.map(at -> at.plusSeconds(3600)),
                before.wakeAt());
    }
}
