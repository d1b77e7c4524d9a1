// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Crashes in the rotation of a Redis: two passwords overlap, so the published pair is accepted throughout.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class RedisCrashE2E extends CrashRows {

    RedisCrashE2E() {
        super(Engine.REDIS);
    }

    @Override
    List<CrashPoint> points() {
        return List.of(
                CrashPoint.before("after-intent"),
                CrashPoint.before("first-node-changed"),
                CrashPoint.before("before-publish"),
                CrashPoint.after("after-publish"),
                CrashPoint.after("after-commit"),
                CrashPoint.after("before-retire"),
                CrashPoint.after("in-retire"),
                CrashPoint.after("before-resume"));
    }
}
