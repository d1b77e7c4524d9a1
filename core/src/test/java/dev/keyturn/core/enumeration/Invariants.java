// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.enumeration.Violation.Harm;
import dev.keyturn.core.rotation.Due;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.target.FakeAccount;
import dev.keyturn.core.target.FakeNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What holds after every effect, read from the durable store and the target's own catalogue.
final class Invariants {
    private final Run run;
    private final List<Credential> everKnown = new ArrayList<>();
    private Seen seen = new Seen(Optional.empty(), -1, Set.of(), 0);
    private boolean couldLogIn = true;

    Invariants(Run run) {
        this.run = run;
        if (run.world().is(World.Trait.ADOPTS)) {
            everKnown.add(Worlds.given());
        }
    }

    void check(String effect) {
        Optional<Rotation> row = run.store().look(Run.ID);
        if (isUnchanged(row)) {
            return;
        }
        onlyKnownPasswords(row, effect);
        if (row.isPresent()) {
            Rotation rotation = row.orElseThrow();
            oneLogsIn(rotation, effect);
            gracesAreKept(rotation, effect);
            clientsAreWaitedFor(rotation, effect);
            if (run.world().ownsBoot()) {
                restartLosesNothing(rotation, effect);
            }
        }
        publishedOnce(effect);
    }

    /// What was looked at already holds still; gates only open with time.
    private boolean isUnchanged(Optional<Rotation> row) {
        var now = new Seen(
                row,
                run.engine().revision(),
                run.boot(),
                run.store().published(Run.ID).size());
        boolean same = now.isSame(seen);
        seen = now;
        return same;
    }

    /// What the next check knows of the ones before it. That a check was skipped is nothing to remember: it would pass.
    List<Object> remembered() {
        return List.of(List.copyOf(everKnown), couldLogIn);
    }

    /// What the invariants depend on.
    private record Seen(Optional<Rotation> row, long revision, Set<Credential> boot, int published) {
        @SuppressWarnings("ReferenceEquality") // a row or boot state that was written is another object
        boolean isSame(Seen other) {
            return revision == other.revision
                    && published == other.published
                    && boot == other.boot
                    && row.orElse(null) == other.row.orElse(null);
        }
    }

    /// Somebody else changed the target: from here on we may only not make it worse.
    void rebase() {
        couldLogIn = run.store().look(Run.ID).filter(this::logsIn).isPresent();
    }

    /// I1.
    private void oneLogsIn(Rotation rotation, String effect) {
        Optional<Credential> published = run.store().lastPublished(Run.ID);
        boolean revoked = rotation.state() instanceof Revoking leaving
                && published.filter(leaving.left()::contains).isPresent();
        boolean shut = rotation.state() instanceof Revoking leaving
                && published.filter(leaving.credentials()::holds).isEmpty();
        if (published.isEmpty() || revoked || shut) {
            return;
        }
        boolean canLogIn = logsIn(rotation);
        if (couldLogIn && !canLogIn) {
            throw new Violation(
                    Harm.REFUSED,
                    "I1: after " + effect + " nothing that consumers can fetch logs in, in "
                            + WiredStore.nameOf(rotation));
        }
        couldLogIn = canLogIn;
    }

    private boolean logsIn(Rotation rotation) {
        List<Credential> enough = fetchable(rotation.state());
        for (FakeNode node : required(rotation)) {
            if (!acceptsOne(node, enough)) {
                return false;
            }
        }
        return true;
    }

    private static boolean acceptsOne(FakeNode node, List<Credential> enough) {
        for (Credential credential : enough) {
            if (node.accepts(credential)) {
                return true;
            }
        }
        return false;
    }

    /// A node that came back is called healthy once it was told what it missed.
    private List<FakeNode> required(Rotation rotation) {
        List<FakeNode> healthy = run.engine().healthy();
        return rotation.debts().isEmpty()
                ? healthy
                : healthy.stream()
                        .filter(node -> rotation.debts().stream()
                                .noneMatch(debt -> debt.node().equals(node.node())))
                        .toList();
    }

    private List<Credential> fetchable(RotationState state) {
        if (run.world().is(World.Trait.LOCKS_OUT)) {
            return state.accepted();
        }
        Optional<Credential> published = run.store().lastPublished(Run.ID);
        return run.world().swaps() || run.wasForeign()
                ? Stream.concat(published.stream(), state.credentials().previous().stream())
                        .toList()
                : published.stream().toList();
    }

    /// I2.
    private void gracesAreKept(Rotation rotation, String effect) {
        if (rotation.state() instanceof Retiring retiring) {
            for (Due due : retiring.gone()) {
                boolean waits = due.gate().notBefore().isAfter(run.clock().instant());
                if (waits && !run.engine().acceptsEverywhere(due.credential())) {
                    throw new Violation(
                            Harm.REFUSED, "I2: after " + effect + " a credential is refused before its grace ends");
                }
            }
        }
    }

    /// Who uses a credential is waited for, as long as its owner wants that.
    private void clientsAreWaitedFor(Rotation rotation, String effect) {
        var used = new ArrayList<Credential>();
        run.world().start().live().stream().filter(run::isPromised).forEach(used::add);
        if (rotation.state() instanceof Retiring retiring) {
            retiring.gone().stream()
                    .filter(due -> due.gate().holdUntil().isAfter(run.clock().instant()))
                    .map(Due::credential)
                    .forEach(used::add);
        }
        used.removeIf(credential -> !run.engine().clients().use(credential));
        if (!used.stream().allMatch(run.engine()::acceptsEverywhere)) {
            throw new Violation(Harm.REFUSED, "after " + effect + " a credential is refused that is waited for");
        }
    }

    /// I3.
    private void onlyKnownPasswords(Optional<Rotation> row, String effect) {
        List<Credential> known = known(row);
        for (FakeNode node : run.engine().healthy()) {
            for (Map.Entry<AccountName, FakeAccount> account : node.accounts().entrySet()) {
                for (Object accepted : account.getValue().accepts()) {
                    if (!isKnown(known, account.getKey(), accepted)) {
                        throw new Violation(
                                Harm.UNKNOWN_ACCOUNT,
                                "I3: after " + effect + " " + node.node().id() + " accepts a password of \""
                                        + account.getKey() + "\" that is not in the store");
                    }
                }
            }
        }
    }

    private List<Credential> known(Optional<Rotation> row) {
        if (row.isEmpty()) {
            return everKnown;
        }
        Rotation rotation = row.orElseThrow();
        var known = new ArrayList<>(rotation.state().accepted());
        rotation.debts().forEach(debt -> known.addAll(debt.gone()));
        everKnown.clear();
        if (run.world().is(World.Trait.FIRST_ISSUE) && !rotation.isIssued()) {
            return known;
        }
        everKnown.addAll(rotation.state().credentials().live());
        return known;
    }

    private boolean isKnown(List<Credential> known, AccountName account, Object accepted) {
        if (accepted instanceof Verifier) {
            FakeAccount before = run.world().accounts().get(account);
            return before != null && before.accepts().contains(accepted);
        }
        if (accepted.equals(Worlds.FOREIGN) && run.wasForeign()) {
            return true;
        }
        for (Credential credential : known) {
            if (credential.account().equals(account) && credential.password().equals(accepted)) {
                return true;
            }
        }
        return account.equals(Worlds.BYSTANDER);
    }

    /// I4: each version once, and never an older one again.
    private void publishedOnce(String effect) {
        List<Credential> published = run.store().published(Run.ID);
        for (int i = 1; i < published.size(); i++) {
            if (published.get(i).version() <= published.get(i - 1).version()) {
                throw new Violation(
                        Harm.LOST,
                        "I4: after " + effect + " two sets were published as version "
                                + published.get(i).version());
            }
        }
    }

    /// I5, for a node that restarts right now.
    private void restartLosesNothing(Rotation rotation, String effect) {
        List<Credential> going = rotation.state() instanceof Revoking leaving
                ? leaving.left()
                : rotation.state() instanceof Retiring retiring ? retiring.going() : List.of();
        for (Credential credential : rotation.state().accepted()) {
            boolean lost = !run.boot().contains(credential)
                    && !going.contains(credential)
                    && run.engine().healthy().stream().anyMatch(node -> node.accepts(credential));
            if (lost) {
                throw new Violation(
                        Harm.LOST,
                        "I5: after " + effect + " a node that restarts would refuse version " + credential.version());
            }
        }
    }
}
