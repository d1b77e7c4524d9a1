// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// The way of a packet to a fake engine. Each packet is an effect: a place where a process can die.
@FunctionalInterface
public interface Wire {
    /// @param verb  what is asked
    /// @param where the node it is asked on; empty for all
    void send(String verb, String where, Packet packet) throws Refused, Unanswered;

    /// What the engine does when the packet arrives.
    @FunctionalInterface
    interface Packet {
        void arrive() throws Refused, Unanswered;
    }

    /// A way on which nothing happens.
    static Wire direct() {
        return (_, _, packet) -> packet.arrive();
    }
}
