// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.provision.Pause.Owner;
import dev.keyturn.operator.provision.Pause.Standing;
import io.fabric8.kubernetes.client.CustomResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lifts a pause whose request will not: first what it may have left is put in order, then the pause goes,
/// then the lock (contract §7.4).
final class Resumption<D extends CustomResource<? extends DatabaseSpec, ? extends DatabaseStatus>> {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    private final Pause pause;
    private final Settlement<D> settlement;
    private final StatusWriter status;

    Resumption(Pause pause, Settlement<D> settlement, StatusWriter status) {
        this.pause = pause;
        this.settlement = settlement;
        this.status = status;
    }

    /// @return whether a step was done; otherwise the pause goes on
    boolean lift(D database, Owner owner) {
        Standing standing = pause.standing(owner, database.getMetadata().getNamespace());
        if (standing == Standing.AT_WORK || standing == Standing.GONE && !isSettled(database, owner)) {
            return false;
        }
        LOG.atInfo()
                .addKeyValue("kind", database.getKind())
                .addKeyValue("namespace", database.getMetadata().getNamespace())
                .addKeyValue("name", database.getMetadata().getName())
                .addKeyValue("request", owner.name())
                .log("lifts a pause whose request is gone or at its end");
        Conditions conditions = StatusWriter.conditions(database);
        if (conditions.isTrue(DatabaseCondition.PAUSED)) {
            status.write(database, conditions.without(DatabaseCondition.PAUSED));
        } else {
            pause.unlock(database);
        }
        return true;
    }

    private boolean isSettled(D database, Owner owner) {
        var trouble = settlement.settle(database);
        trouble.ifPresent(why -> LOG.atWarn()
                .addKeyValue("kind", database.getKind())
                .addKeyValue("namespace", database.getMetadata().getNamespace())
                .addKeyValue("name", database.getMetadata().getName())
                .addKeyValue("request", owner.name())
                .addKeyValue("why", why)
                .log("what a request left that is gone cannot be put in order now; it is tried again"));
        return trouble.isEmpty();
    }
}
