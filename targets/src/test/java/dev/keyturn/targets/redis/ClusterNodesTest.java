// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.node.ClusterView.Member;
import dev.keyturn.core.node.ClusterView.State;
import dev.keyturn.core.node.SlotRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterNodesTest {

    @Test
    void reads_roles_states_and_slots() {
        var members = ClusterNodes.parse("""
                aaa 10.0.0.1:6379@16379 myself,master - 0 0 1 connected 0-8191 9000
                bbb 10.0.0.2:6379@16379,cache-2 slave aaa 0 1 1 disconnected
                ccc fd00::7:6379@16379 master,fail? - 0 1 2 connected 10000-16383 [93-<-aaa]
                ddd :6379@16379 master,noaddr - 0 1 2 disconnected
                eee 10.0.0.5:6379@16379 handshake - 0 0 0 disconnected
                """);

        assertThat(members)
                .containsExactly(
                        new Member(
                                "aaa",
                                "10.0.0.1",
                                true,
                                Optional.empty(),
                                State.KNOWN,
                                true,
                                List.of(new SlotRange(0, 8191), new SlotRange(9000, 9000))),
                        new Member("bbb", "10.0.0.2", false, Optional.of("aaa"), State.KNOWN, false, List.of()),
                        new Member(
                                "ccc",
                                "fd00::7",
                                false,
                                Optional.empty(),
                                State.FAILING,
                                true,
                                List.of(new SlotRange(10_000, 16_383))),
                        new Member("ddd", "", false, Optional.empty(), State.FAILING, false, List.of()),
                        new Member("eee", "10.0.0.5", false, Optional.empty(), State.HANDSHAKE, false, List.of()));
    }
}
