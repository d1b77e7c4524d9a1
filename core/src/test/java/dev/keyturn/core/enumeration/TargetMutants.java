// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.FakeBeside;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// Mutants that stand between the rotator and its target.
final class TargetMutants {
    private static final AccountRules LATER = AccountRules.scoped(List.of("~later:*"));

    private TargetMutants() {}

    static List<Mutant> all() {
        return List.of(
                mutant("publish before the login check", PublishedUnseen::new),
                mutant("believe the answer, skip the login", Believing::new),
                mutant("abandon without removing the candidate", Forgetting::new),
                new Mutant("RETAIN without looking first", (honest, _, _) -> honest, false, true),
                mutant("no target lock", Unlocked::new),
                mutant("settle without proving the retirement", Unproven::new),
                mutant("retire the superseded where the published one does not log in", Blind::new),
                mutant("give an Unknown slot a password that nobody had", Scrambling::new),
                mutant("drift reapply on a Revoking row", Reapplying::new),
                mutant("do not read what an account had before the intent", Unread::new),
                mutant("send an intent whose rules were not completed", Incomplete::new),
                mutant("complete the rules with each change", Completing::new),
                mutant("adopt without a login", Gullible::new),
                mutant("remove an account that was found", Removing::new),
                mutant("believe a login where anybody gets in", Trusting::new),
                mutant("apply what the published one does not survive", Alone::new),
                new Mutant("swap without a rehearsal", (honest, _, _) -> honest, true, false),
                mutant("send a statement to a node that takes no writes", Everywhere::new),
                Mutant.of(
                        "replay an intent with the rules of a later PATCH",
                        (honest, run, worker) -> honest.withTarget(
                                target -> run.isFirst(worker) ? target : besides(target, Patched::new, run))));
    }

    static Mutant mutant(String name, BiFunction<Beside, Run, Target> altering) {
        return Mutant.of(name, (honest, run, _) -> honest.withTarget(target -> besides(target, altering, run)));
    }

    private static Target besides(Target target, BiFunction<Beside, Run, Target> altering, Run run) {
        return target instanceof FakeBeside beside ? altering.apply(beside, run) : target;
    }

    private static Optional<RotationState> state(Run run) {
        return run.store().look(Run.ID).map(row -> row.state());
    }

    private static boolean isPublished(Run run, Credential credential) {
        return run.store()
                .lastPublished(Run.ID)
                .filter(last -> last.version() >= credential.version())
                .isPresent();
    }

    private static final class PublishedUnseen extends AlteredIn {
        PublishedUnseen(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void verify(Node node, Credential credential) throws Refused, Unanswered {
            boolean staged =
                    state(run()).filter(RotationState.Staged.class::isInstance).isPresent();
            if (!staged || isPublished(run(), credential)) {
                super.verify(node, credential);
            }
        }
    }

    private static final class Believing extends AlteredIn {
        private final Set<String> applied = new HashSet<>();
        private final Set<String> retired = new HashSet<>();

        Believing(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
            super.apply(node, next, keep);
            applied.add(node.id() + next.version());
        }

        @Override
        public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
            super.retire(node, gone, keep);
            retired.add(node.id() + gone.version());
        }

        @Override
        public void verify(Node node, Credential credential) throws Refused, Unanswered {
            String key = node.id() + credential.version();
            if (retired.contains(key)) {
                throw wrongPassword();
            }
            if (!applied.contains(key)) {
                super.verify(node, credential);
            }
        }
    }

    private static final class Forgetting extends AlteredIn {
        private boolean forgot;

        Forgetting(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
            forgot = !isPublished(run(), gone);
            if (!forgot) {
                super.retire(node, gone, keep);
            }
        }

        @Override
        public void verify(Node node, Credential credential) throws Refused, Unanswered {
            if (forgot && !isPublished(run(), credential)) {
                throw wrongPassword();
            }
            super.verify(node, credential);
        }
    }

    private static final class Unlocked extends AlteredIn {
        Unlocked(Beside honest, Run run) {
            super(honest, run);
            run.engine().delayingBy(6);
        }

        @Override
        public TargetLock lock() {
            return honest().session().pretendLocked();
        }
    }

    private static final class Unproven extends AlteredIn {
        private final Set<Long> retired = new HashSet<>();

        Unproven(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
            retired.add(gone.version());
            super.retire(node, gone, keep);
        }

        @Override
        public void verify(Node node, Credential credential) throws Refused, Unanswered {
            if (retired.contains(credential.version())) {
                throw wrongPassword();
            }
            super.verify(node, credential);
        }
    }

    private static final class Blind extends AlteredIn {
        Blind(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void verify(Node node, Credential credential) throws Refused, Unanswered {
            boolean published = state(run())
                    .filter(Retiring.class::isInstance)
                    .flatMap(state -> state.credentials().published())
                    .filter(credential::equals)
                    .isPresent();
            if (!published) {
                super.verify(node, credential);
            }
        }
    }

    private static final class Scrambling extends AlteredIn {
        Scrambling(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
            var scrambled = new Credential(
                    gone.account(), gone.origin(), Password.of("scrambled"), 0, gone.salt(), gone.rules());
            super.retire(node, gone, keep instanceof Keep.AsFound ? new Keep.Only(scrambled) : keep);
        }
    }

    private static final class Unread extends AlteredIn {
        Unread(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public Optional<Verifier> found(Node node, AccountName account) {
            return Optional.empty();
        }
    }

    private static final class Trusting extends AlteredIn {
        Trusting(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public Answer readBack(Node node, Credential credential) {
            return Answer.CANNOT_TELL;
        }
    }

    private static final class Alone extends AlteredIn {
        Alone(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
            super.apply(node, next, new Keep.Shut());
        }
    }

    private static final class Incomplete extends AlteredIn {
        Incomplete(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public AccountRules complete(AccountName account, AccountRules rules) {
            return rules;
        }
    }

    private static final class Completing extends AlteredIn {
        Completing(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
            super.apply(node, next.under(complete(next.account(), next.rules())), keep);
        }
    }

    private static final class Gullible extends AlteredIn {
        Gullible(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void verify(Node node, Credential credential) throws Refused, Unanswered {
            if (state(run()).isPresent()) {
                super.verify(node, credential);
            }
        }
    }

    private static final class Removing extends AlteredIn {
        Removing(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
            super.retire(node, gone, keep instanceof Keep.Shut ? new Keep.Gone() : keep);
        }
    }

    private static final class Reapplying extends AlteredIn {
        Reapplying(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void verify(Node node, Credential credential) throws Refused, Unanswered {
            try {
                super.verify(node, credential);
            } catch (Refused drift) {
                if (state(run()).filter(Revoking.class::isInstance).isEmpty()) {
                    throw drift;
                }
                apply(node, credential, new Keep.Shut());
            }
        }
    }

    private static final class Everywhere extends AlteredIn {
        Everywhere(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public Topology nodes() throws Refused, Unanswered {
            Topology topology = super.nodes();
            return new Topology(
                    topology.required().stream()
                            .map(node -> new Node(node.id(), node.address(), true))
                            .toList(),
                    topology.failed());
        }
    }

    private static final class Patched extends AlteredIn {
        Patched(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
            super.apply(node, next.under(LATER), keep);
        }
    }
}
