// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The names of our locks, of which a server takes 64 characters. They are hashes of names alone, so that two
/// installations meet.
final class LockNames {

    private static final int LENGTH = 40;

    private LockNames() {}

    static String ofHolder(String holder) {
        return "keyturn:h:" + hash(holder);
    }

    static String ofAccount(AccountName account) {
        return "keyturn:a:" + hash(account.value());
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
