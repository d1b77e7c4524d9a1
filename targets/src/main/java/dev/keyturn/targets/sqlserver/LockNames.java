// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// The resources of our locks: 32 characters, which is what `sys.dm_tran_locks` shows of a name. They are hashes of
/// names alone, so that two installations meet.
final class LockNames {

    private static final int DIGITS = 22;

    private LockNames() {}

    static String ofHolder(String holder) {
        return "keyturn:h:" + hash(holder);
    }

    /// Names that differ in case only are one account.
    static String ofAccount(AccountName account) {
        return "keyturn:a:" + hash(account.value().toLowerCase(Locale.ROOT));
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
