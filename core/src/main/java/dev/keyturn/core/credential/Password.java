// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A password. It has one way out, [#reveal()], whose callers are listed and held to that list by a test; it prints as
/// asterisks, is compared in constant time, and is not serializable.
public final class Password {
    private static final String MASK = "********";

    private final String value;

    private Password(String value) {
        this.value = value;
    }

    /// Wraps a clear text.
    ///
    /// @throws IllegalArgumentException if it is empty: engines take an empty password for "no password"
    public static Password of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a password has at least one character");
        }
        return new Password(value);
    }

    /// The clear text. Call it where the bytes leave for a login or the sealed store, and nowhere else.
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Password that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    /// The same for all passwords, so that a dump of a hash table tells nothing about them.
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return MASK;
    }
}
