// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.CandidateSource;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.enumeration.Violation.Harm;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Settled;
import java.util.Optional;

/// Numbers its passwords, so that each is recognised; outlives the workers as a source of chance does.
final class Candidates implements CandidateSource {
    private final Run run;
    private int drawn;

    Candidates(Run run) {
        this.run = run;
    }

    @Override
    public Optional<Credential> next(CredentialSet set, int refusedByPolicy) {
        boolean intentIsOpen = run.store()
                .look(Run.ID)
                .filter(row -> !(row.state() instanceof Settled) && !(row.state() instanceof Retiring))
                .isPresent();
        if (intentIsOpen) {
            throw new Violation(Harm.LOST, "I4: a password was drawn while an intent is open");
        }
        int most = run.world().is(World.Trait.ONE_CANDIDATE) ? 1 : 3;
        return refusedByPolicy < most ? Optional.of(draw(set)) : Optional.empty();
    }

    /// How many were drawn.
    int drawn() {
        return drawn;
    }

    Credential draw(CredentialSet set) {
        drawn++;
        Slot known = set.shape() == Shape.FRESH
                ? new Slot.Vacant()
                : set.place().occupant().isPresent() ? set.place() : set.slot(set.active());
        AccountName account = known.occupant().orElseGet(() -> new AccountName("user-" + drawn));
        Origin origin = known instanceof Slot.Vacant
                ? Origin.MADE
                : known.live().map(Credential::origin).orElse(Origin.FOUND);
        return new Credential(
                account, origin, Password.of("candidate-" + drawn), set.nextVersion(), Worlds.SALT, Worlds.RULES);
    }
}
