// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.CandidateSource;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import java.util.Optional;

/// Candidates where accounts have random names (Redis): each set brings one of its own, or the one that was drawn first
/// keeps its name. A password is drawn up to three times in a row while the target's policy refuses.
public record FreshAccounts(RedisParameters parameters, PasswordGenerator generator) implements CandidateSource {
    /// How often in a row a password is drawn while the target refuses.
    static final int DRAWS = 3;

    @Override
    public Optional<Credential> next(CredentialSet set, int refusedByPolicy) {
        if (refusedByPolicy >= DRAWS) {
            return Optional.empty();
        }
        Credential outline = outline(set);
        return Optional.of(new Credential(
                outline.account().equals(Outline.DRAWN) ? generator.accountName() : outline.account(),
                outline.origin(),
                generator.password(parameters.requirements().orElseGet(PasswordRequirements::standard)),
                outline.version(),
                generator.salt(),
                outline.rules()));
    }

    /// What comes next, but for its password and, if it is to be drawn, its name. An account that somebody else made
    /// keeps the rights it has.
    Credential outline(CredentialSet set) {
        Optional<Credential> present = set.shape().isInPlace() ? set.published() : Optional.empty();
        Origin origin = present.map(Credential::origin).orElse(Origin.MADE);
        return Outline.of(
                present.map(Credential::account).orElse(Outline.DRAWN),
                origin,
                set.nextVersion(),
                origin == Origin.MADE ? AccountRules.scoped(parameters.scope()) : AccountRules.none());
    }
}
