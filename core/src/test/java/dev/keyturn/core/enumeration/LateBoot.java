// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.rotation.BootState;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.rotation.RotationStore;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import java.util.Optional;
import java.util.Set;

/// A boot state that is written after the effect that it has to precede.
final class LateBoot implements BootState {
    private final BootState honest;
    private final Run run;
    private final boolean whileStaged;
    private Optional<Set<Credential>> unwritten = Optional.empty();

    private LateBoot(BootState honest, Run run, boolean whileStaged) {
        this.honest = honest;
        this.run = run;
        this.whileStaged = whileStaged;
    }

    /// Written once the target was touched.
    static Ports afterApply(Ports ports, Run run) {
        var late = new LateBoot(ports.boot(), run, true);
        return ports.withBoot(late)
                .withTarget(target -> target instanceof Beside beside ? new Touching(beside, late) : target);
    }

    private static final class Touching extends AlteredBeside {
        private final LateBoot late;

        Touching(Beside honest, LateBoot late) {
            super(honest);
            this.late = late;
        }

        @Override
        public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
            super.apply(node, next, keep);
            late.write();
        }
    }

    /// Narrowed once the retirement was saved.
    static Ports afterSave(Ports ports, Run run) {
        var late = new LateBoot(ports.boot(), run, false);
        return ports.withBoot(late).withStore(new Writing(ports.store(), late));
    }

    private static final class Writing extends AlteredStore {
        private final LateBoot late;

        Writing(RotationStore honest, LateBoot late) {
            super(honest);
            this.late = late;
        }

        @Override
        public Leased save(Leased held, Rotation next) {
            Leased saved = super.save(held, next);
            try {
                late.write();
            } catch (Unanswered conflict) {
                return saved;
            }
            return saved;
        }
    }

    @Override
    public void accept(Set<Credential> all) throws Unanswered {
        boolean staged = run.store()
                .look(Run.ID)
                .filter(row -> row.state() instanceof Staged)
                .isPresent();
        unwritten = Optional.of(all);
        if (staged != whileStaged) {
            write();
        }
    }

    private void write() throws Unanswered {
        if (unwritten.isPresent()) {
            Set<Credential> all = unwritten.orElseThrow();
            unwritten = Optional.empty();
            honest.accept(all);
        }
    }
}
