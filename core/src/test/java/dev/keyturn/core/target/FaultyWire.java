// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.target.EngineUnderTest.FaultyPath;
import java.util.Optional;

/// A wire on which the n-th packet, or the answer to it, is lost.
final class FaultyWire implements Wire, FaultyPath {

    private enum Fault {
        NONE,
        LOSE_REPLY,
        LOSE_REQUEST,
        HOLD_REQUEST
    }

    private Fault fault = Fault.NONE;
    private int at;
    private int packets;
    private boolean struck;
    private Optional<Packet> held = Optional.empty();

    @Override
    public void send(String verb, String where, Packet packet) throws Refused, Unanswered {
        if (++packets != at || fault == Fault.NONE) {
            packet.arrive();
            return;
        }
        struck = true;
        switch (fault) {
            case LOSE_REPLY -> packet.arrive();
            case HOLD_REQUEST -> held = Optional.of(packet);
            case LOSE_REQUEST, NONE -> {}
        }
        throw FakeEngine.silence();
    }

    @Override
    public void loseReply(int exchange) {
        set(Fault.LOSE_REPLY, exchange);
    }

    @Override
    public void loseRequest(int exchange) {
        set(Fault.LOSE_REQUEST, exchange);
    }

    @Override
    public void holdRequest(int exchange) {
        set(Fault.HOLD_REQUEST, exchange);
    }

    @Override
    public boolean release() {
        Optional<Packet> late = held;
        held = Optional.empty();
        try {
            if (late.isPresent()) {
                late.orElseThrow().arrive();
            }
            return late.isPresent();
        } catch (Refused | Unanswered ended) {
            return false;
        }
    }

    @Override
    public boolean hasStruck() {
        return struck;
    }

    @Override
    public void heal() {
        set(Fault.NONE, 0);
    }

    private void set(Fault next, int exchange) {
        fault = next;
        at = exchange;
        packets = 0;
        struck = false;
    }
}
