// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Crashes in the rotation of a PostgreSQL: between publication and commit the previous pair is the live one.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class PostgresCrashE2E extends CrashRows {

    PostgresCrashE2E() {
        super(Engine.POSTGRES);
    }

    @Override
    List<CrashPoint> points() {
        return List.of(
                CrashPoint.before("after-intent"),
                CrashPoint.before("first-node-changed"),
                CrashPoint.before("before-publish"),
                CrashPoint.between("after-publish"),
                CrashPoint.after("after-commit"),
                CrashPoint.after("before-retire"),
                CrashPoint.after("before-resume"));
    }
}
