// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.node;

import java.util.List;
import java.util.Optional;

/// A cluster as one of its processes sees it.
///
/// @param serves  whether it answers queries: every slot has an owner that is up
/// @param members everybody that it knows, itself included
public record ClusterView(boolean serves, List<Member> members) {
    public ClusterView {
        members = List.copyOf(members);
    }

    /// The process that was asked.
    public Member self() {
        return members.stream()
                .filter(Member::self)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a view without the process that it is of"));
    }

    public Optional<Member> member(String id) {
        return members.stream().filter(member -> member.id().equals(id)).findFirst();
    }

    /// One process.
    ///
    /// @param id      stable for as long as the process keeps its data
    /// @param host    where the asked process believes it to be; empty while it does not know
    /// @param primary the id of the process that it replicates; empty for one that replicates nobody
    /// @param state   how it is, to the asked process
    /// @param linked  whether they are connected to each other
    public record Member(
            String id,
            String host,
            boolean self,
            Optional<String> primary,
            State state,
            boolean linked,
            List<SlotRange> slots) {
        public Member {
            slots = List.copyOf(slots);
        }

        public boolean owns(int slot) {
            return slots.stream().anyMatch(range -> range.contains(slot));
        }
    }

    /// How a process is known.
    public enum State {
        KNOWN,
        /// Its id is not its own yet.
        HANDSHAKE,
        /// This process, or most of them, cannot reach it.
        FAILING
    }
}
