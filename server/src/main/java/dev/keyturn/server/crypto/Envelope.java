// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals values under one data key: AES-256-GCM, the [Place] as additional data.
///
/// Each value has a key of its own, derived from the data key and a random salt, so no nonce is ever used twice with
/// one key. A sealed value is `format (1) · salt (16) · nonce (12) · ciphertext and tag`. Safe for many threads.
public final class Envelope {
    private static final byte FORMAT = 1;
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final byte[] dataKey;
    private final RandomGenerator random;

    Envelope(byte[] dataKey, RandomGenerator random) {
        this.dataKey = dataKey.clone();
        this.random = random;
    }

    public byte[] seal(Place place, byte[] plain) {
        var salt = random(SALT);
        var nonce = random(NONCE);
        var cipher = cipher(Cipher.ENCRYPT_MODE, place, salt, nonce);
        try {
            var sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(1 + SALT + NONCE + sealed.length)
                    .put(FORMAT)
                    .put(salt)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to seal", e);
        }
    }

    public byte[] seal(Place place, String plain) {
        return seal(place, plain.getBytes(StandardCharsets.UTF_8));
    }

    /// Opens what [#seal] made for the same place.
    ///
    /// @throws Tampered if it was sealed for another place, with another key, or changed since
    public byte[] open(Place place, byte[] sealed) {
        if (sealed.length < 1 + SALT + NONCE + TAG_BITS / 8 || sealed[0] != FORMAT) {
            throw new Tampered(place);
        }
        var buffer = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        var salt = new byte[SALT];
        var nonce = new byte[NONCE];
        buffer.get(salt).get(nonce);
        try {
            return cipher(Cipher.DECRYPT_MODE, place, salt, nonce)
                    .doFinal(sealed, buffer.position(), buffer.remaining());
        } catch (GeneralSecurityException _) {
            throw new Tampered(place);
        }
    }

    public String openText(Place place, byte[] sealed) {
        return new String(open(place, sealed), StandardCharsets.UTF_8);
    }

    private Cipher cipher(int mode, Place place, byte[] salt, byte[] nonce) {
        try {
            var key = new SecretKeySpec(Hkdf.derive(dataKey, salt, "keyturn/value/v1", 32), "AES");
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.bytes());
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES/GCM", e);
        }
    }

    private byte[] random(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
