// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.CandidateSource;
import dev.keyturn.core.credential.Credential;
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
        Optional<Credential> present = set.shape().isInPlace() ? set.published() : Optional.empty();
        return Optional.of(new Credential(
                present.map(Credential::account).orElseGet(generator::accountName),
                present.map(Credential::origin).orElse(Credential.Origin.MADE),
                generator.password(parameters.requirements().orElseGet(PasswordRequirements::standard)),
                set.nextVersion(),
                generator.salt(),
                AccountRules.scoped(parameters.scope())));
    }
}
