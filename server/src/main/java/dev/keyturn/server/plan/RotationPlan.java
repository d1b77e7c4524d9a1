// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.plan;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.target.CompletesRules;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.ReadsBack;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Topology;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.rotation.AccountSettings;
import dev.keyturn.server.rotation.RotationTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the target says to the next run of a rotation, made or not.
///
/// @param account the one that would change; empty if a run draws its name
public record RotationPlan(Optional<AccountName> account, List<Check> checks, List<PlannedStep> steps) {
    private static final String CONNECTION = "connection";

    public RotationPlan {
        checks = List.copyOf(checks);
        steps = List.copyOf(steps);
    }

    /// How targets are asked.
    public record Means(ConnectionLogins logins, RotationTargets targets) {}

    /// A plan that ends before it was begun, since the target cannot be asked.
    public static RotationPlan none() {
        return new RotationPlan(Optional.empty(), List.of(), List.of());
    }

    /// @param present what the rotation has; empty before it is made
    public static RotationPlan of(
            Means means,
            AppConnection connection,
            AccountSettings accounts,
            Optional<CredentialSet> present,
            Deadline deadline) {
        var checks = new ArrayList<Check>();
        try {
            CredentialSet set = present.isPresent()
                    ? present.orElseThrow()
                    : means.targets().survey(connection, accounts, deadline).vacant();
            Credential next = means.targets().outline(connection, accounts, set);
            try (Target target = means.logins().open(connection, "plan", deadline)) {
                checks.add(Check.pass(CONNECTION));
                return of(new TargetLook(target), target, set, next, accounts, checks);
            }
        } catch (TargetException why) {
            checks.add(Check.fail(
                    checks.isEmpty() ? CONNECTION : TargetLook.NODES,
                    Optional.of(connection.credentials().endpoint().toString()),
                    why));
            return new RotationPlan(Optional.empty(), checks, List.of());
        }
    }

    private static RotationPlan of(
            TargetLook look,
            Target target,
            CredentialSet set,
            Credential outline,
            AccountSettings accounts,
            List<Check> checks) {
        checks.add(look.nodes());
        List<PlannedStep> steps = List.of();
        try {
            Credential next = completed(target, outline);
            checks.addAll(look.grants(all(set, next, accounts)));
            unknownVerifier(look.topology(), target, set).ifPresent(checks::add);
            steps = look.steps(next);
        } catch (TargetException why) {
            checks.add(Check.fail("account", Optional.empty(), why));
        }
        overlap(set).ifPresent(checks::add);
        checks.addAll(look.warnings());
        boolean drawn = RotationTargets.isDrawn(outline.account());
        return new RotationPlan(drawn ? Optional.empty() : Optional.of(outline.account()), checks, steps);
    }

    /// What has to be looked up about an account before its rules are known is looked up.
    private static Credential completed(Target target, Credential outline) throws TargetException {
        return target instanceof CompletesRules able
                ? outline.under(able.complete(outline.account(), outline.rules()))
                : outline;
    }

    /// Before a pair is made, its second user has to be there as well.
    private static List<Credential> all(CredentialSet set, Credential next, AccountSettings accounts) {
        Stream<Credential> others = set.shape() == Shape.PAIR && set.published().isEmpty()
                ? accounts.parameters().named().stream()
                        .filter(account -> !account.equals(next.account()))
                        .map(account -> RotationTargets.outline(account, next.rules()))
                : Stream.empty();
        return Stream.concat(Stream.of(next), others).toList();
    }

    /// A candidate that takes the place of a password that is not ours can only be taken back if that can be read.
    private static Optional<Check> unknownVerifier(Topology topology, Target target, CredentialSet set)
            throws TargetException {
        if (!(set.place() instanceof Slot.Unknown unknown)) {
            return Optional.empty();
        }
        boolean known = false;
        if (target instanceof ReadsBack catalogue) {
            for (Node node : topology.writers()) {
                known |= isReadable(catalogue, node, unknown.account());
            }
        }
        return Optional.of(
                known
                        ? Check.pass("unknown-verifier")
                        : Check.warn(
                                "unknown-verifier",
                                "the present password of \"" + unknown.account()
                                        + "\" cannot be read: if the first candidate has to be taken back, nobody logs in"
                                        + " with the account until the next rotation"));
    }

    private static boolean isReadable(ReadsBack catalogue, Node node, AccountName account) throws TargetException {
        try {
            return catalogue.found(node, account).isPresent();
        } catch (Refused notOurs) {
            return false;
        }
    }

    private static Optional<Check> overlap(CredentialSet set) {
        return set.shape() == Shape.IN_PLACE_REPLACING
                ? Optional.of(Check.warn(
                        "overlap",
                        "this target keeps one password for an account: clients are refused from the change until they"
                                + " have read the new one"))
                : Optional.empty();
    }
}
