// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.tls;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/// Writes X.509 certificates: the JDK reads them, but offers no way to make one.
final class Certificates {

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.identifier(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] VALID = Der.sequence(Der.time("200101000000Z"), Der.time("491231235959Z"));
    private static final SecureRandom RANDOM = new SecureRandom();

    private Certificates() {}

    static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static byte[] authority(String name, KeyPair keys) throws GeneralSecurityException {
        byte[] mayIssue = extension(Der.identifier(2, 5, 29, 19), Der.sequence(Der.yes()));
        return signed(name, name, keys.getPublic(), mayIssue, keys);
    }

    /// @param names `ip:127.0.0.1`, `dns:localhost`
    static byte[] server(String name, KeyPair keys, String[] names, String issuer, KeyPair issuerKeys)
            throws GeneralSecurityException {
        byte[] alternatives = extension(Der.identifier(2, 5, 29, 17), alternatives(names));
        return signed(name, issuer, keys.getPublic(), alternatives, issuerKeys);
    }

    private static byte[] signed(String subject, String issuer, PublicKey key, byte[] extension, KeyPair by)
            throws GeneralSecurityException {
        byte[] content = Der.sequence(
                Der.inContext(0, true, Der.integer(2)),
                Der.integer(RANDOM.nextLong(1, Long.MAX_VALUE)),
                ECDSA_WITH_SHA256,
                name(issuer),
                VALID,
                name(subject),
                key.getEncoded(),
                Der.inContext(3, true, Der.sequence(extension)));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(by.getPrivate());
        signature.update(content);
        return Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.identifier(2, 5, 4, 3), Der.text(commonName))));
    }

    private static byte[] extension(byte[] identifier, byte[] value) {
        return Der.sequence(identifier, Der.octets(value));
    }

    private static byte[] alternatives(String... names) {
        var all = new ByteArrayOutputStream();
        for (String name : names) {
            String value = name.substring(name.indexOf(':') + 1);
            all.writeBytes(
                    name.startsWith("ip:")
                            ? Der.inContext(7, false, address(value))
                            : Der.inContext(2, false, value.getBytes(StandardCharsets.US_ASCII)));
        }
        return Der.sequence(all.toByteArray());
    }

    private static byte[] address(String literal) {
        try {
            return InetAddress.ofLiteral(literal).getAddress();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + literal + "\" is no address; write dns: before a name", e);
        }
    }
}
