// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import dev.keyturn.operator.crd.database.IssuerRef;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerTls;
import java.util.Optional;

/// Who vouches for a SQL Server (contract §4.9).
sealed interface CertificatePlan {

    /// An authority of the database's own.
    ///
    /// @param instead whether the user named an issuer, which nobody serves
    record OwnAuthority(boolean instead) implements CertificatePlan {}

    /// The issuer that the user named.
    record FromIssuer(IssuerRef issuer) implements CertificatePlan {}

    /// Nobody: clients trust the issuer that the user named, and another authority must not take its place silently.
    record Nobody(IssuerRef issuer) implements CertificatePlan {}

    /// @param issuersServed whether cert-manager is there, and may be used
    static CertificatePlan of(Optional<MSSQLServerTls> tls, boolean issuersServed) {
        Optional<IssuerRef> issuer = tls.flatMap(MSSQLServerTls::issuerRef);
        if (issuer.isEmpty()) {
            return new OwnAuthority(false);
        } else if (issuersServed) {
            return new FromIssuer(issuer.orElseThrow());
        }
        return isForClients(tls) ? new Nobody(issuer.orElseThrow()) : new OwnAuthority(true);
    }

    /// Whether clients have to use TLS.
    static boolean isForClients(Optional<MSSQLServerTls> tls) {
        return tls.flatMap(MSSQLServerTls::clientTLS).orElse(false);
    }
}
