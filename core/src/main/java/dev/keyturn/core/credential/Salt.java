// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import java.util.HexFormat;

/// Sixteen random bytes, frozen with the intent so that a repeated `apply` sends the identical verifier to every node,
/// today and after a crash.
///
/// @param hex 32 hexadecimal digits
public record Salt(String hex) {
    /// Length in bytes.
    public static final int LENGTH = 16;

    public Salt {
        if (HexFormat.of().parseHex(hex).length != LENGTH) {
            throw new IllegalArgumentException("a salt has " + LENGTH + " bytes");
        }
    }

    public static Salt of(byte[] bytes) {
        return new Salt(HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
