// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.CandidateSource;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import java.util.Optional;

/// Candidates where each set brings an account of its own (Redis): a random name and password, drawn up to three times
/// in a row while the target's policy refuses.
public record FreshAccounts(RedisParameters parameters, PasswordGenerator generator) implements CandidateSource {
    private static final int DRAWS = 3;

    @Override
    public Optional<Credential> next(CredentialSet set, int refusedByPolicy) {
        if (refusedByPolicy >= DRAWS) {
            return Optional.empty();
        }
        return Optional.of(new Credential(
                generator.accountName(),
                Credential.Origin.MADE,
                generator.password(parameters.requirements().orElseGet(PasswordRequirements::standard)),
                set.nextVersion(),
                generator.salt(),
                AccountRules.scoped(parameters.scope())));
    }
}
