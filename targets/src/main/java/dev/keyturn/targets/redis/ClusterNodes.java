// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.node.ClusterView.Member;
import dev.keyturn.core.node.ClusterView.State;
import dev.keyturn.core.node.SlotRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the answer of `CLUSTER NODES` in full: `id ip:port@bus[,hostname] flags primary ping pong epoch link slots…`.
final class ClusterNodes {

    private static final int SLOTS = 8;
    private static final int LINK = 7;

    private ClusterNodes() {}

    static List<Member> parse(String lines) {
        return lines.lines()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields.length >= SLOTS)
                .map(ClusterNodes::member)
                .toList();
    }

    private static Member member(String[] fields) {
        Set<String> flags = Set.copyOf(Arrays.asList(fields[2].split(",", -1)));
        return new Member(
                fields[0],
                host(fields[1]),
                flags.contains("myself"),
                Optional.of(fields[3]).filter(id -> !id.equals("-")),
                state(flags),
                flags.contains("myself") || fields[LINK].equals("connected"),
                slots(fields));
    }

    private static String host(String address) {
        String client = address.split("@", -1)[0];
        int colon = client.lastIndexOf(':');
        return colon < 0 ? client : client.substring(0, colon);
    }

    private static State state(Set<String> flags) {
        if (flags.contains("handshake")) {
            return State.HANDSHAKE;
        }
        return flags.contains("fail") || flags.contains("fail?") || flags.contains("noaddr")
                ? State.FAILING
                : State.KNOWN;
    }

    /// In brackets are slots on their way from one process to another; they are their owner's until they arrive.
    private static List<SlotRange> slots(String[] fields) {
        return Arrays.stream(fields)
                .skip(SLOTS)
                .filter(field -> !field.isEmpty() && !field.startsWith("["))
                .map(ClusterNodes::range)
                .toList();
    }

    private static SlotRange range(String field) {
        String[] ends = field.split("-", -1);
        return new SlotRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }
}
