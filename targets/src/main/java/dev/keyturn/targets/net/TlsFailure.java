// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.net;

import dev.keyturn.core.target.Endpoint;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// Why a TLS handshake failed, in our words, by the types in its chain of causes.
public final class TlsFailure {

    private TlsFailure() {}

    /// A handshake that broke off says nothing about certificates.
    public static boolean isSilence(SSLException e) {
        return has(e, EOFException.class, SocketException.class, SocketTimeoutException.class);
    }

    public static String sentence(SSLException e, Endpoint peer) {
        if (has(e, CertificateExpiredException.class, CertificateNotYetValidException.class)) {
            return "the server's certificate is not valid today";
        } else if (has(e, CertPathBuilderException.class, CertPathValidatorException.class)) {
            return "the server's certificate was not issued by a trusted authority; give its CA in sslCertificate";
        } else if (has(e, CertificateException.class)) {
            return "the server's certificate does not name \"" + peer.host()
                    + "\"; connect by a name that it carries, or set" + " sslRejectUnauthorized to false";
        }
        return "the server does not speak TLS here, or refused our handshake; check the port and sslEnabled";
    }

    private static boolean has(Throwable e, Class<?>... types) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(16)
                .anyMatch(cause -> Arrays.stream(types).anyMatch(type -> type.isInstance(cause)));
    }
}
