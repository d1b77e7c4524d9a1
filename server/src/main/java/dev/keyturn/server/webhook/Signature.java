// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.core.credential.Password;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a receiver knows that a call is ours (API contract §10).
final class Signature {
    static final String HEADER = "x-infisical-signature";

    private Signature() {}

    /// `t=1772704800000;82fe…`: HMAC-SHA256 over exactly the text that is sent.
    static String of(Password key, long timestamp, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "t=" + timestamp + ";"
                    + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }
}
