// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes the passwords of people with Argon2id: 19 MiB, 2 passes, 1 lane, about 50 ms of one core.
///
/// The kept form is `argon2id$memory$passes$salt$hash`, so the cost can be raised without losing old hashes.
public final class PasswordHash {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private PasswordHash() {}

    public static String of(String password, RandomGenerator random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var hash = hash(password, salt, MEMORY_KIB, PASSES);
        var base64 = Base64.getEncoder().withoutPadding();
        return "argon2id$%d$%d$%s$%s"
                .formatted(MEMORY_KIB, PASSES, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    public static boolean matches(String password, String kept) {
        var parts = kept.split("\\$", -1);
        if (parts.length != 5 || !parts[0].equals("argon2id")) {
            throw new IllegalArgumentException("this is no hash of a password");
        }
        var salt = Base64.getDecoder().decode(parts[3]);
        var hash = hash(password, salt, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[4]));
    }

    private static byte[] hash(String password, byte[] salt, int memoryKib, int passes) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        var hash = new byte[HASH_BYTES];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
