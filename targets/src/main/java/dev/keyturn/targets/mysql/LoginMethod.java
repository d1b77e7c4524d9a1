// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.target.ReadsBack.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.mariadb.jdbc.plugin.authentication.standard.Ed25519PasswordPlugin;

/// One way in which an account is let in: a plugin of the server, and what that plugin stores instead of the
/// password. The hashes are made here, so the server's logs never see a password; the same credential gives
/// the same text on every server and after a crash.
///
/// @param stored as the catalogue holds it, one character a byte; it prints as asterisks
record LoginMethod(String plugin, String stored) {

    /// The first four bytes and more of SHA-1 of SHA-1, without salt.
    static final String NATIVE = "mysql_native_password";

    /// SHA-256-crypt with 20 bytes of salt.
    static final String CACHING_SHA2 = "caching_sha2_password";

    /// MariaDB's own: the public key that belongs to the password.
    static final String ED25519 = "ed25519";

    private static final Set<String> HASHED = Set.of(NATIVE, CACHING_SHA2, ED25519);
    private static final String SHA2_PREFIX = "$A$005$";
    private static final int SHA2_SALT = 20;
    private static final int SHA2_LENGTH = SHA2_PREFIX.length() + SHA2_SALT + 43;
    private static final int SHA1_LENGTH = 20;
    private static final int KEY_LENGTH = 32;
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// Whether we know how this plugin hashes.
    static boolean isHashed(String plugin) {
        return HASHED.contains(plugin);
    }

    /// @param plugin one that [#isHashed]
    static LoginMethod of(String plugin, Credential credential) {
        return new LoginMethod(
                plugin,
                switch (plugin) {
                    case NATIVE -> ofSha1(bytes(credential));
                    case CACHING_SHA2 -> ofSha2(credential, sha2Salt(credential.salt()));
                    case ED25519 -> ofEd25519(credential);
                    default -> throw new IllegalArgumentException("nobody here knows how " + plugin + " hashes");
                });
    }

    /// A method that no password fits: what it stores is random, and nobody keeps it.
    static LoginMethod ofNothing(String plugin, RandomGenerator random) {
        return new LoginMethod(
                plugin,
                switch (plugin) {
                    case NATIVE -> "*" + HexFormat.of().withUpperCase().formatHex(drawn(random, SHA1_LENGTH));
                    case CACHING_SHA2 -> {
                        String salt = characters(drawn(random, SHA2_SALT), SHA2_SALT);
                        yield sha2(drawn(random, KEY_LENGTH), salt);
                    }
                    case ED25519 -> base64(drawn(random, KEY_LENGTH));
                    default -> throw new IllegalArgumentException("nobody here knows how " + plugin + " hashes");
                });
    }

    /// Whether this method lets `credential` in, as far as we know its plugin; under whatever salt it was made.
    Answer compare(Credential credential) {
        return switch (plugin) {
            case NATIVE, ED25519 -> answer(of(plugin, credential).stored);
            case CACHING_SHA2 -> compareSha2(credential);
            default -> Answer.CANNOT_TELL;
        };
    }

    @Override
    public String toString() {
        return plugin + " ********";
    }

    private Answer compareSha2(Credential credential) {
        if (stored.isEmpty()) {
            return Answer.DIFFERS;
        }
        if (!stored.startsWith(SHA2_PREFIX) || stored.length() != SHA2_LENGTH) {
            return Answer.CANNOT_TELL;
        }
        String salt = stored.substring(SHA2_PREFIX.length(), SHA2_PREFIX.length() + SHA2_SALT);
        return answer(ofSha2(credential, salt));
    }

    private Answer answer(String expected) {
        return MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.ISO_8859_1), stored.getBytes(StandardCharsets.ISO_8859_1))
                ? Answer.MATCHES
                : Answer.DIFFERS;
    }

    private static String ofSha1(byte[] password) {
        byte[] twice = digest("SHA-1", digest("SHA-1", password));
        return "*" + HexFormat.of().withUpperCase().formatHex(twice);
    }

    private static String ofSha2(Credential credential, String salt) {
        return sha2(bytes(credential), salt);
    }

    private static String sha2(byte[] password, String salt) {
        return SHA2_PREFIX + salt + Sha256Crypt.hash(password, salt.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The client library brings the curve; the JDK's keys begin with a seed of 32 bytes, which a password is
    /// not.
    private static String ofEd25519(Credential credential) {
        String password = credential.password().reveal();
        byte[] key = new Ed25519PasswordPlugin(password, new byte[0])
                .hash(new org.mariadb.jdbc.plugin.Credential(
                        credential.account().value(), password));
        return base64(key);
    }

    /// Twenty printable characters from the sixteen bytes that were frozen with the intent.
    private static String sha2Salt(Salt salt) {
        return characters(digest("SHA-256", salt.bytes()), SHA2_SALT);
    }

    private static String characters(byte[] bytes, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(ALPHABET.charAt(bytes[i] & 0x3f));
        }
        return text.toString();
    }

    private static byte[] bytes(Credential credential) {
        return credential.password().reveal().getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] drawn(RandomGenerator random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] digest(String algorithm, byte[] text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
