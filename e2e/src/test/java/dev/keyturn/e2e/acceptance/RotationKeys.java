// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import java.util.Set;
import java.util.TreeSet;

/// The keys that an answer has to hold, no more and no fewer.
final class RotationKeys {

    /// Of §3.1.
    private static final Set<String> COMPATIBLE = Set.of(
            "id",
            "name",
            "description",
            "isAutoRotationEnabled",
            "activeIndex",
            "folderId",
            "connectionId",
            "createdAt",
            "updatedAt",
            "rotationInterval",
            "rotationStatus",
            "lastRotationAttemptedAt",
            "lastRotatedAt",
            "lastRotationJobId",
            "isLastRotationManual",
            "nextRotationAt",
            "connection",
            "environment",
            "projectId",
            "folder",
            "rotateAtUtc",
            "lastRotationMessage",
            "type",
            "parameters",
            "secretsMapping");

    /// Of §13.2 and §13.3; `initialCredentials` is never returned.
    private static final Set<String> EXTENSIONS = Set.of(
            "gracePeriodSeconds",
            "rotationMode",
            "schedule",
            "retirement",
            "accountSetup",
            "credentialVersion",
            "health",
            "intent");

    static final Set<String> ALL = union();

    private RotationKeys() {}

    private static Set<String> union() {
        Set<String> all = new TreeSet<>(COMPATIBLE);
        all.addAll(EXTENSIONS);
        return all;
    }
}
