// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.node.SlotRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void counts_as_the_documentation_of_the_cluster_does() {
        assertThat(Slots.of("123456789")).isEqualTo(0x31C3);
        assertThat(Slots.of("foo")).isEqualTo(12_182);
    }

    @Test
    void finds_a_key_for_the_smallest_range() {
        var one = new SlotRange(16_383, 16_383);

        assertThat(Slots.of(Slots.keyIn(List.of(one), "keyturn:write-check"))).isEqualTo(16_383);
    }
}
