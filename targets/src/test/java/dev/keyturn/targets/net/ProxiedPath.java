// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.net;

import dev.keyturn.core.target.EngineUnderTest.FaultyPath;
import dev.keyturn.testkit.fault.Fault;
import dev.keyturn.testkit.fault.FaultProxy;

/// A way to a node that leads through a proxy.
public record ProxiedPath(FaultProxy proxy) implements FaultyPath {

    @Override
    public void loseReply(int exchange) {
        proxy.inject(new Fault.LoseReply(exchange));
    }

    @Override
    public void loseRequest(int exchange) {
        proxy.inject(new Fault.LoseRequest(exchange));
    }

    @Override
    public void holdRequest(int exchange) {
        proxy.inject(new Fault.HoldRequest(exchange));
    }

    @Override
    public boolean release() {
        return proxy.release();
    }

    @Override
    public boolean hasStruck() {
        return proxy.hasStruck();
    }

    @Override
    public void heal() {
        proxy.heal();
    }
}
