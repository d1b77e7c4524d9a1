// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import static dev.keyturn.operator.provision.DatabaseCondition.ACCEPTING_CONNECTION;
import static dev.keyturn.operator.provision.DatabaseCondition.DATA_RESTORED;
import static dev.keyturn.operator.provision.DatabaseCondition.DATA_RESTORE_STARTED;
import static dev.keyturn.operator.provision.DatabaseCondition.HALTED;
import static dev.keyturn.operator.provision.DatabaseCondition.HEALTH_CHECK_PAUSED;
import static dev.keyturn.operator.provision.DatabaseCondition.PROVISIONED;
import static dev.keyturn.operator.provision.DatabaseCondition.READY;
import static dev.keyturn.operator.provision.DatabaseCondition.REPLICA_READY;

import dev.keyturn.operator.crd.database.DatabasePhase;

/// The phase that conditions amount to (contract §4.4); the first that fits.
public final class Phases {

    private Phases() {}

    public static DatabasePhase of(Conditions conditions) {
        if (conditions.isTrue(HEALTH_CHECK_PAUSED)) {
            return DatabasePhase.UNKNOWN;
        }
        if (conditions.isTrue(HALTED)) {
            return DatabasePhase.HALTED;
        }
        if (conditions.isTrue(DATA_RESTORE_STARTED)
                && conditions.of(DATA_RESTORED).isEmpty()) {
            return DatabasePhase.DATA_RESTORING;
        }
        if (conditions.isFalse(DATA_RESTORED)) {
            return DatabasePhase.NOT_READY;
        }
        return conditions.isTrue(PROVISIONED) ? ofProvisioned(conditions) : DatabasePhase.PROVISIONING;
    }

    private static DatabasePhase ofProvisioned(Conditions conditions) {
        if (conditions.isFalse(ACCEPTING_CONNECTION)) {
            return DatabasePhase.NOT_READY;
        }
        if (conditions.isFalse(REPLICA_READY) || conditions.isFalse(READY)) {
            return DatabasePhase.CRITICAL;
        }
        return conditions.isTrue(READY) ? DatabasePhase.READY : DatabasePhase.PROVISIONING;
    }
}
