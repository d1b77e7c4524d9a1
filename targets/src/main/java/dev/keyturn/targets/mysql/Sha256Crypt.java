// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// SHA-256-crypt with 5,000 rounds, as `caching_sha2_password` stores it. Unlike the original, MySQL takes 20
/// bytes of salt.
final class Sha256Crypt {

    private static final int ROUNDS = 5000;
    private static final int LENGTH = 32;
    private static final int SALT_REPEATS = 16;
    private static final int BYTE = 0xff;
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// Which three bytes of the digest make four characters.
    private static final int[][] TRIPLES = {
        {0, 10, 20}, {21, 1, 11}, {12, 22, 2}, {3, 13, 23}, {24, 4, 14},
        {15, 25, 5}, {6, 16, 26}, {27, 7, 17}, {18, 28, 8}, {9, 19, 29}
    };

    private Sha256Crypt() {}

    /// @return 43 characters
    static String hash(byte[] password, byte[] salt) {
        byte[] digest = mixed(password, salt);
        byte[] p = sequence(digestOfRepeats(password, password.length), password.length);
        byte[] s = sequence(digestOfRepeats(salt, SALT_REPEATS + (digest[0] & BYTE)), salt.length);
        for (int round = 0; round < ROUNDS; round++) {
            digest = next(round, digest, p, s);
        }
        return encoded(digest);
    }

    private static byte[] next(int round, byte[] digest, byte[] p, byte[] s) {
        MessageDigest sha = sha256();
        boolean odd = round % 2 == 1;
        sha.update(odd ? p : digest);
        if (round % 3 != 0) {
            sha.update(s);
        }
        if (round % 7 != 0) {
            sha.update(p);
        }
        sha.update(odd ? digest : p);
        return sha.digest();
    }

    private static byte[] mixed(byte[] password, byte[] salt) {
        MessageDigest other = sha256();
        other.update(password);
        other.update(salt);
        other.update(password);
        byte[] b = other.digest();
        MessageDigest sha = sha256();
        sha.update(password);
        sha.update(salt);
        sha.update(sequence(b, password.length));
        for (int bits = password.length; bits > 0; bits >>= 1) {
            sha.update((bits & 1) == 1 ? b : password);
        }
        return sha.digest();
    }

    private static byte[] digestOfRepeats(byte[] text, int times) {
        MessageDigest sha = sha256();
        for (int i = 0; i < times; i++) {
            sha.update(text);
        }
        return sha.digest();
    }

    /// The digest again and again, cut to a length.
    private static byte[] sequence(byte[] digest, int length) {
        var sequence = new byte[length];
        for (int at = 0; at < length; at += LENGTH) {
            System.arraycopy(digest, 0, sequence, at, Math.min(LENGTH, length - at));
        }
        return sequence;
    }

    private static String encoded(byte[] digest) {
        var text = new StringBuilder();
        for (int[] triple : TRIPLES) {
            int bits = Arrays.stream(triple).reduce(0, (sum, at) -> sum << 8 | (digest[at] & BYTE));
            append(text, bits, 4);
        }
        append(text, (digest[31] & BYTE) << 8 | (digest[30] & BYTE), 3);
        return text.toString();
    }

    private static void append(StringBuilder text, int bits, int characters) {
        for (int i = 0; i < characters; i++) {
            text.append(ALPHABET.charAt(bits >> (6 * i) & 0x3f));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
