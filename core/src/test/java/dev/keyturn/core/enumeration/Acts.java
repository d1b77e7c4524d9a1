// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.rotation.Issue;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Leave;
import dev.keyturn.core.rotation.Outcome;
import dev.keyturn.core.rotation.Resolution;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.Rotator;
import dev.keyturn.core.rotation.Terms;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/// What is asked of a rotation, and what others do to its target meanwhile.
final class Acts {
    static final Act ADVANCE = Act.of((worker, run) -> answer(worker.rotator().advance(Run.ID, run.budget())));
    static final Act ROTATE = Act.of((worker, run) -> answer(worker.rotator().rotate(Run.ID, false, run.patience())));
    static final Act ROTATE_NOW =
            Act.of((worker, run) -> answer(worker.rotator().rotate(Run.ID, true, run.patience())));
    static final Act LEAVE =
            Act.of((worker, run) -> answer(worker.rotator().leave(Run.ID, new Leave(true, true), run.patience())));
    static final Act ISSUE = Act.of((worker, run) -> answer(worker.rotator()
            .issue(new Issue(
                    run.world().start(), worker.ports(), first -> begin(worker, run, first), run.patience()))));

    static final Act ADOPT = Act.of((worker, run) -> answer(worker.rotator()
            .adopt(
                    new Issue(run.world().start(), worker.ports(), first -> begin(worker, run, first), run.patience()),
                    Worlds.given(),
                    run.world().terms())));
    static final Act NODE_FAILS = Act.of((_, run) -> {
                run.engine().failing(Optional.of(1));
                return Optional.empty();
            })
            .thenWaiting(Duration.ZERO);
    static final Act NODE_RETURNS = Act.of((_, run) -> {
        run.engine().failing(Optional.empty());
        return Optional.empty();
    });

    /// Somebody logs in with what is published.
    static final Act COME = client((run, set) -> set.published());
    /// Somebody is still logged in with the set before, which the next run ends.
    static final Act COME_LATE = client((run, set) -> {
        set.previous().ifPresent(run::promise);
        return set.previous();
    });
    /// They all leave.
    static final Act GO = Act.of((_, run) -> {
                run.engine().clients().leave();
                return Optional.empty();
            })
            .thenWaiting(Duration.ofMinutes(70));
    /// Somebody else changes the published account while the set before it waits for its end.
    static final Act DRIFT = Act.of((_, run) -> {
                waiting(run).ifPresent(published -> run.foreignWrites(published.account(), Worlds.FOREIGN));
                return Optional.empty();
            })
            .thenWaiting(Duration.ofHours(3));
    /// And changes it back.
    static final Act MEND = Act.of((_, run) -> {
        if (run.wasForeign()) {
            waiting(run).ifPresent(published -> run.foreignWrites(published.account(), published.password()));
        }
        return Optional.empty();
    });

    private Acts() {}

    static Act resolve(Resolution decision) {
        return Act.of((worker, run) -> answer(worker.rotator().resolve(Run.ID, decision, run.patience())));
    }

    /// The owner changes the terms, in one step with the row.
    static Act patch(Terms terms) {
        return Act.of((_, run) -> {
                    run.store().change(Run.ID, terms);
                    return Optional.empty();
                })
                .thenWaiting(Duration.ofMinutes(10));
    }

    private static Act client(BiFunction<Run, CredentialSet, Optional<Credential>> which) {
        return Act.of((_, run) -> {
                    run.store()
                            .look(Run.ID)
                            .flatMap(row -> which.apply(run, row.state().credentials()))
                            .ifPresent(with -> run.engine()
                                    .clients()
                                    .comes(with, run.clock().instant()));
                    run.clock().pass(Duration.ofSeconds(1));
                    return Optional.empty();
                })
                .thenWaiting(Duration.ZERO);
    }

    private static Optional<Outcome> answer(Outcome outcome) {
        return Optional.of(outcome);
    }

    private static Optional<Credential> waiting(Run run) {
        return run.store()
                .look(Run.ID)
                .filter(row -> row.state() instanceof Retiring)
                .flatMap(row -> row.state().credentials().published());
    }

    private static Leased begin(Worker worker, Run run, Rotation first) {
        worker.before("begin");
        Leased begun = run.store().begin(Run.ID, first, run.world().terms(), Rotator.LEASE);
        worker.after("begin");
        return begun;
    }
}
