// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makes keys and signs certificates. RSA, because every server that we run takes it.
final class Issuance {

    private static final int BITS = 2048;
    private static final int SERIAL_BITS = 127;
    private static final String SIGNATURE = "SHA256withRSA";
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Issuance() {}

    record Issuer(X509Certificate certificate, PrivateKey key) {}

    static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS, RANDOM);
        return generator.generateKeyPair();
    }

    static X509Certificate authority(String commonName, KeyPair keys, Instant now, Duration validity)
            throws GeneralSecurityException, IOException {
        X500Principal name = name(commonName);
        X509v3CertificateBuilder builder = builder(name, name, keys.getPublic(), now, now.plus(validity));
        var extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        return signed(builder, keys.getPrivate());
    }

    static X509Certificate issued(Subject subject, KeyPair keys, Issuer issuer, Instant now, Instant end)
            throws GeneralSecurityException, IOException {
        X509v3CertificateBuilder builder = builder(
                issuer.certificate().getSubjectX500Principal(), name(subject.commonName()), keys.getPublic(), now, end);
        var extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose(subject.use())));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
        GeneralName[] names = alternatives(subject);
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        return signed(builder, issuer.key());
    }

    /// @throws GeneralSecurityException if what the private key signs, the public one does not confirm
    static void checkPair(PublicKey shown, PrivateKey held) throws GeneralSecurityException {
        byte[] words = "a pair of keys".getBytes(StandardCharsets.US_ASCII);
        var signing = Signature.getInstance(SIGNATURE);
        signing.initSign(held);
        signing.update(words);
        var confirming = Signature.getInstance(SIGNATURE);
        confirming.initVerify(shown);
        confirming.update(words);
        if (!confirming.verify(signing.sign())) {
            throw new InvalidKeyException("the key is not that of the certificate");
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, PublicKey key, Instant now, Instant end) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, RANDOM),
                Date.from(now.minus(CLOCKS_DIFFER)),
                Date.from(end),
                subject,
                key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder(SIGNATURE).build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("the platform does not sign with " + SIGNATURE, e);
        }
    }

    private static X500Principal name(String commonName) throws IOException {
        return new X500Principal(
                new X500NameBuilder().addRDN(BCStyle.CN, commonName).build().getEncoded());
    }

    private static KeyPurposeId purpose(Subject.Use use) {
        return switch (use) {
            case SERVER -> KeyPurposeId.id_kp_serverAuth;
            case CLIENT -> KeyPurposeId.id_kp_clientAuth;
        };
    }

    private static GeneralName[] alternatives(Subject subject) {
        List<GeneralName> names = new ArrayList<>();
        subject.dnsNames().forEach(name -> names.add(new GeneralName(GeneralName.dNSName, name)));
        subject.addresses().forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        return names.toArray(new GeneralName[0]);
    }
}
