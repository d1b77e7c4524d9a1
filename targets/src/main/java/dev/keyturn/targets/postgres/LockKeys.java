// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The numbers of our advisory locks. They are hashes of names alone, so that two installations meet.
final class LockKeys {

    private LockKeys() {}

    static long ofHolder(String holder) {
        return hash("keyturn:holder:" + holder);
    }

    static long ofAccount(AccountName account) {
        return hash("keyturn:account:" + account.value());
    }

    private static long hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
