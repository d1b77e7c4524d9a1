// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.ReadsBack.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// What SQL Server 2012 and later store of a login's password: `0x0200`, four bytes of salt, and the SHA-512 of the
/// password in UTF-16 and that salt.
final class StoredHash {

    private static final int SALT = 4;
    private static final int SALT_BEGINS = 6;
    private static final Pattern SHAPE = Pattern.compile("0x0200[0-9A-Fa-f]{136}");

    private StoredHash() {}

    /// The same for a credential on each instance, today and after a crash.
    static Verifier of(Credential credential) {
        return of(credential, Arrays.copyOf(credential.salt().bytes(), SALT));
    }

    static Answer compare(Credential credential, Verifier stored) {
        if (!isKnown(stored)) {
            return Answer.CANNOT_TELL;
        }
        String salt = stored.text().substring(SALT_BEGINS, SALT_BEGINS + 2 * SALT);
        String own = of(credential, HexFormat.of().parseHex(salt)).text();
        boolean same = own.equals(
                stored.text().substring(0, 2) + stored.text().substring(2).toUpperCase(Locale.ROOT));
        return same ? Answer.MATCHES : Answer.DIFFERS;
    }

    /// Newer versions may store another form.
    static boolean isKnown(Verifier stored) {
        return SHAPE.matcher(stored.text()).matches();
    }

    private static Verifier of(Credential credential, byte[] salt) {
        try {
            var digest = MessageDigest.getInstance("SHA-512");
            digest.update(credential.password().reveal().getBytes(StandardCharsets.UTF_16LE));
            digest.update(salt);
            var hex = HexFormat.of().withUpperCase();
            return new Verifier("0x0200" + hex.formatHex(salt) + hex.formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }
}
