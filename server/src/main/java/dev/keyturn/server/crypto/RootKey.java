// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The key under which all data keys of an installation are wrapped: 32 bytes, written as base64 in its file or in the
/// environment. It never enters the store; its fingerprint does, so that a wrong key is told before anything is read.
public final class RootKey {
    public static final int BYTES = 32;

    private final byte[] bytes;

    private RootKey(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public static RootKey random(RandomGenerator random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new RootKey(bytes);
    }

    /// Reads the base64 form; empty if it is not that of 32 bytes.
    public static Optional<RootKey> parse(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64.strip());
            return bytes.length == BYTES ? Optional.of(new RootKey(bytes)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The base64 form, for the key's file.
    public String reveal() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Tells keys apart without telling anything about them: 16 hex digits.
    public String fingerprint() {
        return HexFormat.of().formatHex(derive("keyturn/fingerprint/v1", 8));
    }

    byte[] derive(String purpose, int length) {
        return Hkdf.derive(bytes, new byte[0], purpose, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RootKey that && java.security.MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(derive("keyturn/fingerprint/v1", 4));
    }

    @Override
    public String toString() {
        return "root key " + fingerprint();
    }
}
