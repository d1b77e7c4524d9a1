// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

/// What is said about a database (contract §4.4): the type of the condition and its two usual reasons.
public enum DatabaseCondition {
    PROVISIONING_STARTED(
            "ProvisioningStarted", "DatabaseProvisioningStartedSuccessfully", "DatabaseProvisioningNotStarted"),
    REPLICA_READY("ReplicaReady", "AllReplicasReady", "SomeReplicasNotReady"),
    ACCEPTING_CONNECTION(
            "AcceptingConnection", "DatabaseAcceptingConnectionRequest", "DatabaseNotAcceptingConnectionRequest"),
    READY("Ready", "ReadinessCheckSucceeded", "ReadinessCheckFailed"),
    PROVISIONED("Provisioned", "DatabaseSuccessfullyProvisioned", "DatabaseNotProvisioned"),
    PAUSED("Paused", "Paused", "Resumed"),
    HALTED("Halted", "DatabaseHaltedSuccessfully", "DatabaseNotHalted"),
    HEALTH_CHECK_PAUSED("HealthCheckPaused", "HealthCheckPaused", "HealthCheckResumed"),
    DATA_RESTORE_STARTED("DataRestoreStarted", "DataRestoreStarted", "DataRestoreNotStarted"),
    DATA_RESTORED("DataRestored", "DatabaseSuccessfullyRestored", "FailedToRestoreData"),
    DEPENDENCY_READY("DatabaseDependencyReady", "DatabaseDependencyReady", "DatabaseDependencyNotReady");

    private final String type;
    private final String whenTrue;
    private final String whenFalse;

    DatabaseCondition(String type, String whenTrue, String whenFalse) {
        this.type = type;
        this.whenTrue = whenTrue;
        this.whenFalse = whenFalse;
    }

    public String type() {
        return type;
    }

    public String reason(boolean holds) {
        return holds ? whenTrue : whenFalse;
    }
}
