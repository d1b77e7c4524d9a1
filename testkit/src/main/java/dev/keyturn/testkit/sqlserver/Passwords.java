// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// What a server stores of a password: version, four bytes of salt, SHA-512 of the UTF-16 text and the salt.
final class Passwords {

    private static final int SALT = 4;
    private static final String PREFIX = "0x0200";
    private static final int HASH = PREFIX.length() + 2 * (SALT + 64);
    private static final int LONGEST = 128;

    private Passwords() {}

    static String stored(String password, RandomGenerator random) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return stored(password, salt);
    }

    static boolean matches(String password, String stored) {
        byte[] bytes = HexFormat.of().parseHex(stored.substring(2));
        return stored(password, Arrays.copyOfRange(bytes, 2, 2 + SALT)).equalsIgnoreCase(stored);
    }

    static boolean isHash(String text) {
        return text.length() == HASH && text.startsWith(PREFIX);
    }

    static void checkLength(String password) throws SqlError {
        if (password.length() > LONGEST) {
            throw new SqlError(
                    15119, 16, "Password validation failed. The password is too long for the password type.");
        }
    }

    /// What Windows asks for where complexity is on.
    static void checkPolicy(String account, String password) throws SqlError {
        if (password.length() < 8) {
            throw new SqlError(15116, 16, "Password validation failed. The password does not meet the minimum length.");
        }
        long classes = password.chars().map(Passwords::classOf).distinct().count();
        boolean named = password.toLowerCase(Locale.ROOT).contains(account.toLowerCase(Locale.ROOT));
        if (classes < 3 || (named && account.length() > 2)) {
            throw new SqlError(
                    15118,
                    16,
                    "Password validation failed. The password does not meet the operating system policy requirements"
                            + " because it is not complex enough.");
        }
    }

    private static int classOf(int c) {
        if (Character.isDigit(c)) {
            return 0;
        } else if (Character.isLowerCase(c)) {
            return 1;
        }
        return Character.isUpperCase(c) ? 2 : 3;
    }

    private static String stored(String password, byte[] salt) {
        try {
            var digest = MessageDigest.getInstance("SHA-512");
            digest.update(password.getBytes(StandardCharsets.UTF_16LE));
            digest.update(salt);
            var hex = HexFormat.of().withUpperCase();
            return PREFIX + hex.formatHex(salt) + hex.formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }
}
