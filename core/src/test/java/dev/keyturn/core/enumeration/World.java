// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.core.target.Ability;
import dev.keyturn.core.target.Dialect;
import dev.keyturn.core.target.FakeAccount;
import dev.keyturn.core.target.Locking;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What exists before a run, and what is asked in it.
///
/// @param start    the set that stands at first; of a first issue, the vacant one
/// @param accounts what every node holds at first
/// @param traits   what else is particular
record World(
        String name,
        Engine engine,
        CredentialSet start,
        Map<AccountName, FakeAccount> accounts,
        Terms terms,
        List<Act> acts,
        List<Trait> traits) {
    /// A kind of database.
    ///
    /// @param refusal the reason of a refused apply
    record Engine(Dialect dialect, Locking locking, List<Node> nodes, Refused.Reason refusal, Set<Ability> abilities) {}

    /// What makes a world different from a plain rotation by hand.
    enum Trait {
        /// One account, one password, published between rehearsal and commit.
        SWAPS,
        /// What a node accepts when it starts is ours to write.
        OWNS_BOOT,
        /// The source has one candidate for ever, and the first intent is the only one.
        ONE_CANDIDATE,
        /// Nothing was ever published.
        FIRST_ISSUE,
        /// It begins with a credential that somebody brings.
        ADOPTS,
        /// The account that is rotated is the one that we log in with.
        OWN_LOGIN,
        /// Somebody else changes the account once the candidate was applied.
        FOREIGN_WRITER,
        /// What is asked comes one after the other, whatever became of the last.
        IMPATIENT,
        /// No password can be kept beside another: consumers may be locked out until they read again.
        LOCKS_OUT
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    boolean swaps() {
        return is(Trait.SWAPS);
    }

    boolean ownsBoot() {
        return is(Trait.OWNS_BOOT);
    }

    World named(String other) {
        return new World(other, engine, start, accounts, terms, acts, traits);
    }

    World asked(Act... other) {
        return new World(name, engine, start, accounts, terms, List.of(other), traits);
    }

    World under(Terms other) {
        return new World(name, engine, start, accounts, other, acts, traits);
    }

    World with(Trait trait) {
        var all = new ArrayList<>(traits);
        all.add(trait);
        return new World(name, engine, start, accounts, terms, acts, List.copyOf(all));
    }

    World refusing(Refused.Reason reason) {
        return on(new Engine(engine.dialect, engine.locking, engine.nodes, reason, engine.abilities));
    }

    World locking(Locking locking) {
        return on(new Engine(engine.dialect, locking, engine.nodes, engine.refusal, engine.abilities));
    }

    World able(Ability... also) {
        return on(new Engine(engine.dialect, engine.locking, engine.nodes, engine.refusal, Set.of(also)));
    }

    boolean is(Ability ability) {
        return engine.abilities.contains(ability);
    }

    private World on(Engine other) {
        return new World(name, other, start, accounts, terms, acts, traits);
    }

    @Override
    public String toString() {
        return name;
    }
}
