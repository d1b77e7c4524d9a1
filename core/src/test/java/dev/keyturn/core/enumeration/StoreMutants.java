// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.rotation.Due;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationPorts;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.rotation.RotationStore;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.target.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Mutants that stand between the rotator and its store, its source of passwords and the boot state.
final class StoreMutants {
    private StoreMutants() {}

    static List<Mutant> all() {
        return List.of(
                mutant(
                        "touch the target before the intent is saved",
                        store -> new AlteredStore.Buffered(store, Staged.class)),
                mutant("revoke before Revoking is saved", store -> new AlteredStore.Buffered(store, Revoking.class)),
                mutant("call it Blocked after a few silences", Impatient::new),
                mutant("new password on each retry", Redrawing::new),
                mutant("publish and save in two steps", InTwoSteps::new),
                mutant("forget the row of a failed first issue", Forgetful::new),
                Mutant.of(
                        "go back after a swap's publication",
                        (honest, run, _) ->
                                run.world().swaps() ? honest.withStore(new GoingBack(honest.store())) : honest),
                Mutant.of("boot state after the first apply", (honest, run, _) -> LateBoot.afterApply(honest, run)),
                Mutant.of(
                        "boot state narrowed after Settled is saved",
                        (honest, run, _) -> LateBoot.afterSave(honest, run)),
                Mutant.of(
                        "our own login knows the published password only",
                        (honest, run, _) -> honest.withAccess(onlyPublished(honest.access(), run))),
                Mutant.of(
                        "a second draw for an ops request",
                        (honest, run, _) -> honest.withCandidates((set, _) -> Optional.of(run.draw(set)))));
    }

    private static Mutant mutant(String name, UnaryOperator<RotationStore> altering) {
        return Mutant.of(name, (honest, _, _) -> honest.withStore(altering.apply(honest.store())));
    }

    private static RotationPorts.Access onlyPublished(RotationPorts.Access honest, Run run) {
        return deadline -> {
            boolean refused = run.store()
                    .lastPublished(Run.ID)
                    .filter(published -> !run.engine().acceptsEverywhere(published))
                    .isPresent();
            if (refused && run.world().is(World.Trait.OWN_LOGIN)) {
                throw new Refused(Refused.Reason.ADMIN_LOGIN, "28P01", "none of our logins was accepted");
            }
            return honest.open(deadline);
        };
    }

    private static final class Impatient extends AlteredStore {
        private int silences;

        Impatient(RotationStore honest) {
            super(honest);
        }

        @Override
        public Leased save(Leased held, Rotation next) {
            if (!(next.state() instanceof Staged staged && held.rotation().state() instanceof Staged)) {
                return super.save(held, next);
            }
            silences++;
            var blocked = new Blocked(
                    staged.credentials(),
                    staged.next(),
                    new Failure(Step.VERIFY, Optional.empty(), "mutant", "silence"));
            return super.save(held, silences < 3 ? next : with(next, blocked));
        }
    }

    private static final class Redrawing extends AlteredStore {
        private int drawn;

        Redrawing(RotationStore honest) {
            super(honest);
        }

        @Override
        public Leased save(Leased held, Rotation next) {
            if (!(next.state() instanceof Staged staged && held.rotation().state() instanceof Staged)) {
                return super.save(held, next);
            }
            drawn++;
            Credential old = staged.next();
            var other = new Credential(
                    old.account(),
                    old.origin(),
                    Password.of("redrawn-" + drawn),
                    old.version(),
                    old.salt(),
                    old.rules());
            return super.save(held, with(next, new Staged(staged.credentials(), other, staged.contradictions())));
        }
    }

    private static final class InTwoSteps extends AlteredStore {
        InTwoSteps(RotationStore honest) {
            super(honest);
        }

        @Override
        public Leased publish(Leased held, Rotation after) {
            return super.publish(super.save(held, after), after);
        }
    }

    private static final class Forgetful extends AlteredStore {
        Forgetful(RotationStore honest) {
            super(honest);
        }

        @Override
        public Leased save(Leased held, Rotation next) {
            if (next.state() instanceof Revoking && !next.isIssued()) {
                super.remove(held, true);
                return held;
            }
            return super.save(held, next);
        }
    }

    private static final class GoingBack extends AlteredStore {
        GoingBack(RotationStore honest) {
            super(honest);
        }

        @Override
        public Leased save(Leased held, Rotation next) {
            boolean again = next.state() instanceof Retiring && held.rotation().state() instanceof Retiring;
            return again ? super.save(held, with(next, back((Retiring) next.state()))) : super.save(held, next);
        }

        private static Retiring back(Retiring forward) {
            var set = forward.credentials();
            var old = new CredentialSet(set.shape(), set.first(), set.second(), 1 - set.active());
            Credential undone = set.published().orElseThrow();
            return new Retiring(
                    old, List.of(new Due(undone, forward.gone().getFirst().gate())));
        }
    }
}
