// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs for one purpose with a key derived from the root key (HMAC-SHA256), so that whoever can write the store alone
/// cannot sign. Safe for many threads.
public final class Signer {
    private final SecretKeySpec key;

    Signer(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /// A signature in hexadecimal.
    ///
    /// @param kind tells signatures of different things apart
    public String sign(String kind, String content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((kind + "\0").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }

    public boolean isSigned(String kind, String content, String signature) {
        return MessageDigest.isEqual(
                sign(kind, content).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }
}
