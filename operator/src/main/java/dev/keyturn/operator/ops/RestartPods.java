// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.ops.credential.Reason;
import dev.keyturn.operator.runtime.OperatorConfig.Restart;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/// One turn of a request of type `Restart`: every pod becomes another one, and nothing else changes.
final class RestartPods<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    private final RotationCase<S, D> restart;

    RestartPods(RotationCase<S, D> restart) {
        this.restart = restart;
    }

    Pace turn() {
        var ending = new Ending<>(restart.desk(), restart.request());
        String step = restart.words().restart();
        if (restart.request().isLeaving()) {
            return ending.failed(
                    step, Reason.REQUEST_DELETED, "The request was deleted; pods that were restarted stay as they are");
        }
        var pods = new PodRefresh<>(
                restart.desk(),
                restart.request(),
                restart.blueprint(),
                restart.published(restart.site()),
                Optional::empty);
        Optional<Pace> open = pods.turn(Restart.ROLLING);
        if (open.isPresent()) {
            return open.orElseThrow();
        }
        Optional<String> stuck = restart.ledger()
                .of(step)
                .filter(said -> said.reason().equals(Optional.of(Reason.RESTART_TIMED_OUT.text())))
                .flatMap(Condition::message);
        return stuck.isPresent()
                ? ending.failed(step, Reason.RESTART_TIMED_OUT, stuck.orElseThrow())
                : ending.successful("Every pod was restarted");
    }
}
