// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import java.util.Optional;

/// How a connection is protected. There is never a fallback from TLS to plaintext.
public sealed interface Tls {
    /// No encryption; shown to people as `plaintext`.
    record Off() implements Tls {}

    /// TLS, with the host as server name.
    ///
    /// @param verified    whether chain and host name are checked
    /// @param authorities PEM of the certificate authorities to trust instead of the platform's
    record On(boolean verified, Optional<String> authorities) implements Tls {}
}
