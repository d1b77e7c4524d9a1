// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Crashes in the rotation of a SQL Server, with the wire double in its place: between publication and change the
/// previous pair is the live one. Beside that point, the others are asked for by `-Dkeyturn.crashes=full`.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class MssqlCrashE2E extends CrashRows {

    private static final CrashPoint BETWEEN = CrashPoint.between("after-publish");

    MssqlCrashE2E() {
        super(Engine.SQL_SERVER);
    }

    @Override
    List<CrashPoint> points() {
        return "full".equals(System.getProperty("keyturn.crashes"))
                ? List.of(
                        CrashPoint.before("after-intent"),
                        CrashPoint.before("first-node-changed"),
                        CrashPoint.before("before-publish"),
                        BETWEEN,
                        CrashPoint.after("after-commit"),
                        CrashPoint.after("before-retire"),
                        CrashPoint.after("before-resume"))
                : List.of(BETWEEN);
    }
}
