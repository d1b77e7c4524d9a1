// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.node.SlotRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/// Which key lies in which slot of a cluster: CRC16 (XMODEM) of the key, modulo the number of slots.
final class Slots {

    private static final int POLYNOMIAL = 0x1021;
    private static final int SIXTEEN_BITS = 0xFFFF;
    private static final int HIGHEST_BIT = 0x8000;

    private Slots() {}

    /// @param key without braces
    static int of(String key) {
        int crc = 0;
        for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
            crc ^= (octet & 0xFF) << Byte.SIZE;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & HIGHEST_BIT) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
            }
            crc &= SIXTEEN_BITS;
        }
        return crc % SlotRange.ALL;
    }

    /// A key that begins with `prefix` and lies in one of the ranges.
    static String keyIn(List<SlotRange> ranges, String prefix) {
        return IntStream.range(0, Integer.MAX_VALUE)
                .mapToObj(number -> prefix + ":" + number)
                .filter(key -> ranges.stream().anyMatch(range -> range.contains(of(key))))
                .findFirst()
                .orElseThrow();
    }
}
