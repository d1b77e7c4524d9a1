// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.enumeration.Violation.Harm;
import dev.keyturn.core.enumeration.World.Trait;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.target.Ability;
import dev.keyturn.core.target.FakeAccount;
import dev.keyturn.core.target.FakeNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What holds once nothing happens any more: store, consumers and target agree, on every node, idle slots and boot
/// state included (I5), and nothing else is accepted (I3).
final class Ending {
    private final Run run;

    Ending(Run run) {
        this.run = run;
    }

    void check() {
        Optional<Rotation> row = run.store().look(Run.ID);
        row.ifPresentOrElse(this::checkSettled, this::checkRemoved);
    }

    private void checkSettled(Rotation rotation) {
        if (!(rotation.state() instanceof Settled(CredentialSet set))) {
            throw new Violation(Harm.LOST, "does not settle: " + WiredStore.nameOf(rotation));
        }
        if (run.wasRefusedToCaller()) {
            throw new Violation(Harm.LOST, "a first issue was published after its caller had heard no");
        }
        if (!run.store().lastPublished(Run.ID).equals(set.published())) {
            throw new Violation(Harm.LOST, "I5: consumers read something else than the store says is published");
        }
        if (!rotation.debts().isEmpty()) {
            throw new Violation(Harm.LOST, "I5: nodes still owe " + rotation.debts());
        }
        Map<AccountName, List<Object>> expected = expected(set);
        run.engine().nodes().forEach(node -> compare(node, expected));
        if (run.world().ownsBoot() && !run.boot().equals(new LinkedHashSet<>(set.live()))) {
            throw new Violation(Harm.LOST, "I5: the boot state is not what the store says");
        }
        set.live().forEach(this::checkRules);
        boolean ends = run.world().terms().endsSessions()
                && run.world().terms().grace().isPresent();
        if (ends && run.engine().clients().outstayed()) {
            throw new Violation(Harm.LOST, "somebody is still logged in with what was retired");
        }
    }

    /// What each account accepts according to the store. Accounts without an entry do not exist.
    private Map<AccountName, List<Object>> expected(CredentialSet set) {
        var expected = new HashMap<AccountName, List<Object>>();
        expected.put(Worlds.BYSTANDER, acceptedBefore(Worlds.BYSTANDER));
        if (run.world().is(Trait.ADOPTS)) {
            expected.put(Worlds.given().account(), new ArrayList<>());
        }
        for (Slot slot : set.slots()) {
            slot.occupant().ifPresent(account -> expected.computeIfAbsent(account, _ -> new ArrayList<>()));
            switch (slot) {
                case Slot.Live(Credential credential) -> add(expected, credential);
                case Slot.Unknown(AccountName account, var _) ->
                    expected.put(account, new ArrayList<>(acceptedBefore(account)));
                case Slot.Vacant _, Slot.Spent _ -> {}
            }
        }
        return expected;
    }

    private static void add(Map<AccountName, List<Object>> expected, Credential credential) {
        expected.computeIfAbsent(credential.account(), _ -> new ArrayList<>()).add(credential.password());
    }

    private List<Object> acceptedBefore(AccountName account) {
        FakeAccount before = run.world().accounts().get(account);
        return before == null ? List.of() : before.accepts();
    }

    private void compare(FakeNode node, Map<AccountName, List<Object>> expected) {
        for (Map.Entry<AccountName, FakeAccount> account : node.accounts().entrySet()) {
            List<Object> wanted = expected.get(account.getKey());
            if (wanted == null) {
                throw new Violation(
                        Harm.UNKNOWN_ACCOUNT,
                        "I3: an unknown account is left on " + node.node().id() + ": " + account.getKey());
            }
            boolean beside = isBesideFirst(account.getKey(), account.getValue(), wanted);
            if (!beside && !isAsFound(account.getKey(), account.getValue(), wanted)) {
                require(node, account.getKey(), wanted, account.getValue().accepts());
            }
        }
        for (Map.Entry<AccountName, List<Object>> account : expected.entrySet()) {
            if (!account.getValue().isEmpty() && !node.accounts().containsKey(account.getKey())) {
                throw new Violation(
                        Harm.LOST,
                        "I5: " + account.getKey() + " is missing on "
                                + node.node().id());
            }
        }
    }

    /// A first issue in place leaves what was there beside it, where the engine can: the next change takes it away.
    private boolean isBesideFirst(AccountName name, FakeAccount account, List<Object> wanted) {
        boolean first = run.store().published(Run.ID).size() == 1
                && run.world().start().shape().isInPlace();
        List<Object> found = acceptedBefore(name);
        return first
                && wanted.size() == 1
                && account.accepts().size() == 2
                && account.accepts().containsAll(wanted)
                && account.accepts().containsAll(found);
    }

    /// Shutting an account whose password is not ours cannot be seen by a login: it may have what it had.
    private boolean isAsFound(AccountName name, FakeAccount account, List<Object> wanted) {
        return wanted.isEmpty()
                && account.accepts().equals(acceptedBefore(name))
                && run.world().start().slots().stream()
                        .anyMatch(slot -> slot instanceof Slot.Unknown unknown
                                && unknown.account().equals(name));
    }

    private static void require(FakeNode node, AccountName account, List<Object> wanted, List<Object> found) {
        boolean same = wanted.size() == found.size() && wanted.containsAll(found);
        if (!same) {
            throw new Violation(
                    Harm.LOST,
                    "I5: " + account + " on " + node.node().id() + " accepts " + found.size()
                            + " passwords, and not the " + wanted.size() + " that the store knows");
        }
    }

    /// The rules are those that were frozen with the intent.
    private void checkRules(Credential credential) {
        for (FakeNode node : run.engine().nodes()) {
            FakeAccount account = node.accounts().get(credential.account());
            if (account != null && !account.rules().equals(credential.rules())) {
                throw new Violation(
                        Harm.LOST,
                        "I5: " + credential.account() + " on " + node.node().id()
                                + " has other rules than its credential was issued with");
            }
        }
    }

    /// The row is gone: what it revoked is refused, what it found has what it had.
    private void checkRemoved() {
        if (!run.store().published(Run.ID).isEmpty()) {
            throw new Violation(Harm.LOST, "I5: consumers still read what was revoked");
        }
        if (run.world().ownsBoot() && !run.boot().isEmpty()) {
            throw new Violation(Harm.LOST, "I5: the boot state still holds what was revoked");
        }
        boolean adopted = run.world().is(Trait.ADOPTS) && run.trace().contains("begin");
        if (adopted) {
            run.engine().nodes().forEach(Ending::checkShut);
        }
        var verifiers = new HashSet<AccountName>();
        boolean readable = run.world().is(Ability.READS_BACK) && !adopted;
        for (Slot slot : run.world().start().slots()) {
            if (slot instanceof Slot.Unknown(AccountName account, var _) && readable) {
                verifiers.add(account);
            }
        }
        for (FakeNode node : run.engine().nodes()) {
            node.accounts().forEach((name, account) -> checkLeft(node, name, account, verifiers.contains(name)));
        }
    }

    /// What was adopted was found: it stays, and nobody logs in with it.
    private static void checkShut(FakeNode node) {
        FakeAccount account = node.accounts().get(Worlds.given().account());
        if (account == null || !account.accepts().isEmpty()) {
            throw new Violation(
                    Harm.LOST,
                    "I5: the adopted account is not shut on " + node.node().id());
        }
    }

    private void checkLeft(FakeNode node, AccountName name, FakeAccount account, boolean restored) {
        boolean before = run.world().accounts().containsKey(name);
        boolean found = run.world().is(Trait.FIRST_ISSUE) || name.equals(Worlds.BYSTANDER);
        if (!before) {
            throw new Violation(
                    Harm.UNKNOWN_ACCOUNT,
                    "I3: an account that we made is left on " + node.node().id() + ": " + name);
        }
        boolean untouched = account.accepts().equals(acceptedBefore(name));
        boolean shut = account.accepts().isEmpty();
        if (restored ? !untouched : !(shut || (found && untouched))) {
            throw new Violation(Harm.LOST, "I5: " + name + " on " + node.node().id() + " was not left as it should be");
        }
    }
}
