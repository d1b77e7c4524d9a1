// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.CandidateSource;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Candidates for accounts that their owner named (SQL): the account of the place that will be filled, with a password
/// drawn up to three times in a row while the target's policy refuses.
///
/// @param parameters which accounts, and what is asked of passwords
/// @param setup      what is done for an account before its first use
/// @param presence   whether an account exists already, asked where one may have to be made
/// @param key        how the engine tells accounts apart
public record NamedAccounts(
        SqlParameters parameters,
        AccountSetup setup,
        Presence presence,
        Function<AccountName, String> key,
        PasswordGenerator generator)
        implements CandidateSource {

    /// Looks whether accounts exist.
    @FunctionalInterface
    public interface Presence {
        /// @return false only if the target said that it does not exist
        boolean isThere(AccountName account);
    }

    @Override
    public Optional<Credential> next(CredentialSet set, int refusedByPolicy) {
        if (refusedByPolicy >= FreshAccounts.DRAWS) {
            return Optional.empty();
        }
        Credential outline = outline(set);
        return Optional.of(new Credential(
                outline.account(),
                outline.origin(),
                generator.password(parameters.requirements().orElseGet(PasswordRequirements::standard)),
                outline.version(),
                generator.salt(),
                outline.rules()));
    }

    /// What comes next, but for its password.
    Credential outline(CredentialSet set) {
        AccountName account = named(set);
        return Outline.of(account, origin(set, account), set.nextVersion(), rules(parameters, setup));
    }

    @Override
    public Optional<AccountName> account(CredentialSet set) {
        return Optional.of(named(set));
    }

    /// The account of the place, unless its owner has put the published one there meanwhile: then the other. The
    /// published account of a pair is never changed.
    private AccountName named(CredentialSet set) {
        List<AccountName> named = parameters.named();
        boolean second = set.published().isPresent() && set.active() == 0;
        AccountName ofPlace = set.shape().isInPlace() || !second ? named.getFirst() : named.getLast();
        if (!isPublished(set, ofPlace)) {
            return ofPlace;
        }
        return named.stream()
                .filter(account -> !isPublished(set, account))
                .findFirst()
                .orElse(ofPlace);
    }

    private boolean isPublished(CredentialSet set, AccountName account) {
        return !set.shape().isInPlace()
                && set.published()
                        .filter(published -> key.apply(published.account()).equals(key.apply(account)))
                        .isPresent();
    }

    static AccountRules rules(SqlParameters parameters, AccountSetup setup) {
        return new AccountRules(List.of(), parameters.statement(), List.of(), setup.ownerRole(), setup.createMissing());
    }

    /// What we made once stays ours; what may have to be made is, unless it is there.
    private Credential.Origin origin(CredentialSet set, AccountName account) {
        Optional<Credential> known = set.live().stream()
                .filter(credential -> credential.account().equals(account))
                .findFirst();
        if (known.isPresent()) {
            return known.orElseThrow().origin();
        }
        boolean made = setup.createMissing() && !presence.isThere(account);
        return made ? Credential.Origin.MADE : Credential.Origin.FOUND;
    }
}
