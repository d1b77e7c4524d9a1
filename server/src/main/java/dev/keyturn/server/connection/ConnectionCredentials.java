// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.connection;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Tls;
import java.util.List;
import java.util.Optional;

/// Where a target is and who we are there, as the owner wrote it. The password leaves it as a [Login] only.
///
/// @param database       the database to log in to, where the engine has several
/// @param username       the account that changes others
/// @param password       empty for an account that the target lets in without one
/// @param sslCertificate PEM of the certificate authorities to trust
public record ConnectionCredentials(
        Endpoint endpoint,
        Optional<String> database,
        AccountName username,
        Optional<Password> password,
        boolean sslEnabled,
        boolean sslRejectUnauthorized,
        Optional<String> sslCertificate) {

    /// @param nodes the nodes to use instead of those that the target announces
    public Connection where(List<Endpoint> nodes) {
        Tls tls = sslEnabled ? new Tls.On(sslRejectUnauthorized, sslCertificate) : new Tls.Off();
        return new Connection(endpoint, database, tls, nodes);
    }

    ConnectionCredentials with(Password other) {
        return new ConnectionCredentials(
                endpoint, database, username, Optional.of(other), sslEnabled, sslRejectUnauthorized, sslCertificate);
    }

    public Login login() {
        return new Login(username, password);
    }
}
