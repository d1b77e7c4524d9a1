// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.appbinding;

import java.util.Optional;

/// How a database is reached.
///
/// @param caBundle the certificate authority to trust, PEM in base64
public record ClientConfig(Optional<String> url, Optional<Service> service, Optional<String> caBundle) {

    /// The service of the database.
    public record Service(String scheme, String name, int port, Optional<String> path) {}
}
