// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// A user that a test server knows from its start. The password is shown to whoever asks for it by name, never by
/// accident.
public record RedisAccount(String name, String password, String rules) {

    /// Everything: what a test's own observer is.
    public static final String EVERYTHING = "~* &* +@all";

    private static final SecureRandom RANDOM = new SecureRandom();

    /// With a random password of 24 characters that need no quoting anywhere.
    public static RedisAccount random(String name, String rules) {
        var bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return new RedisAccount(name, Base64.getUrlEncoder().encodeToString(bytes), rules);
    }

    /// The line of an ACL file, or of a configuration file, that makes this user; it holds the hash only.
    String userLine() {
        return "user " + name + " on #" + sha256() + " " + rules;
    }

    private String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "RedisAccount[" + name + ", ********, " + rules + "]";
    }
}
