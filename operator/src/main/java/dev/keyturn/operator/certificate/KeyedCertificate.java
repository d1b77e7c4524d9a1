// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.certificate;

/// A certificate and its private key, in PEM.
///
/// @param certificate the one of the key first, then those that lead to its authority, where there are some
/// @param key         PKCS#8
public record KeyedCertificate(String certificate, String key) {

    /// Without the key.
    @Override
    public String toString() {
        return certificate;
    }
}
