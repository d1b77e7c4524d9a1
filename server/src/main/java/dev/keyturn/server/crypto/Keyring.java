// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.crypto;

import dev.keyturn.server.sql.Session;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Gives out the envelope of each project and of the organisation. Their data keys lie in the store, wrapped by the
/// root key; unwrapped they live in this object only. Safe for many threads.
public final class Keyring {
    private static final int DATA_KEY_BYTES = 32;

    private final RootKey root;
    private final Envelope wrapping;
    private final byte[] hashKey;
    private final RandomGenerator random;
    private final Map<KeyScope, Envelope> open = new ConcurrentHashMap<>();

    public Keyring(RootKey root, RandomGenerator random) {
        this.root = root;
        this.wrapping = new Envelope(root.derive("keyturn/wrap/v1", 32), random);
        this.hashKey = root.derive("keyturn/hash/v1", 32);
        this.random = random;
    }

    /// Makes the data key of a scope, if it has none; of a new project in the transaction that makes the project.
    public void make(Session session, KeyScope scope) {
        var key = new byte[DATA_KEY_BYTES];
        random.nextBytes(key);
        session.update(
                "INSERT INTO data_key (scope, wrapped) VALUES (?, ?) ON CONFLICT (scope) DO NOTHING",
                scope.id(),
                wrapping.seal(scope.place(), key));
    }

    /// The envelope of a scope whose data key was made.
    ///
    /// @throws Tampered if the wrapped key does not open with this root key
    public Envelope envelope(Session session, KeyScope scope) {
        var known = open.get(scope);
        if (known != null) {
            return known;
        }
        var wrapped = session.one(
                        "SELECT wrapped FROM data_key WHERE scope = ?", row -> row.bytes("wrapped"), scope.id())
                .orElseThrow(() -> new IllegalStateException("no data key for " + scope.id()));
        var envelope = new Envelope(wrapping.open(scope.place(), wrapped), random);
        open.put(scope, envelope);
        return envelope;
    }

    /// Forgets the data key of a project that is deleted.
    public void forget(Session session, KeyScope scope) {
        session.update("DELETE FROM data_key WHERE scope = ?", scope.id());
        open.remove(scope);
    }

    /// What signs for one purpose, such as `keyturn/audit/v1`.
    public Signer signer(String purpose) {
        return new Signer(root.derive(purpose, DATA_KEY_BYTES));
    }

    /// A hash that nobody can guess offline without the root key: 64 hex digits, the same for the same text and
    /// purpose. For values with much randomness of their own, and for comparing; passwords go to [PasswordHash].
    public String keyedHash(String purpose, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(hashKey, "HmacSHA256"));
            mac.update((purpose + "\0").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }
}
