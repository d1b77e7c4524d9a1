// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.ReadsBack.Answer;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.postgresql.util.PasswordUtil;

/// What PostgreSQL stores instead of a password, made here (RFC 5802, RFC 7677): the server never sees the clear text,
/// and the same credential gives the same text on every server and after a crash.
final class ScramVerifier {

    private static final int ROUNDS = 4096;
    private static final int KEY_LENGTH = 32;
    private static final String BYTES_16 = "[A-Za-z0-9+/]{22}==";
    private static final String BYTES_32 = "[A-Za-z0-9+/]{43}=";
    private static final Pattern SHAPE =
            Pattern.compile("SCRAM-SHA-256\\$" + ROUNDS + ":" + BYTES_16 + "\\$" + BYTES_32 + ":" + BYTES_32);

    private static final Pattern STORED =
            Pattern.compile("SCRAM-SHA-256\\$(\\d{1,6}):([A-Za-z0-9+/=]+)\\$" + BYTES_32 + ":" + BYTES_32);

    private ScramVerifier() {}

    static Verifier of(Credential credential) {
        return shaped(PasswordUtil.encodeScramSha256(
                credential.password().reveal().toCharArray(),
                ROUNDS,
                credential.salt().bytes()));
    }

    /// A verifier that no password fits: its keys are random, and nobody keeps them.
    static Verifier ofNothing(RandomGenerator random) {
        return shaped("SCRAM-SHA-256$" + ROUNDS + ":" + drawn(random, Salt.LENGTH) + "$" + drawn(random, KEY_LENGTH)
                + ":" + drawn(random, KEY_LENGTH));
    }

    /// Whether a stored verifier is one of this password, under whatever salt it was made.
    static Answer compare(Credential credential, Verifier stored) {
        if (stored.text().equals(of(credential).text())) {
            return Answer.MATCHES;
        }
        var parts = STORED.matcher(stored.text());
        if (!parts.matches()) {
            return stored.text().isEmpty() ? Answer.DIFFERS : Answer.CANNOT_TELL;
        }
        String recomputed = PasswordUtil.encodeScramSha256(
                credential.password().reveal().toCharArray(),
                Integer.parseInt(parts.group(1)),
                Base64.getDecoder().decode(parts.group(2)));
        return recomputed.equals(stored.text()) ? Answer.MATCHES : Answer.DIFFERS;
    }

    /// PostgreSQL takes a verifier of another shape for a password, without a word.
    private static Verifier shaped(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalStateException("a SCRAM verifier of the wrong shape was made");
        }
        return new Verifier(text);
    }

    private static String drawn(RandomGenerator random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
