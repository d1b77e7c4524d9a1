// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import java.util.Optional;

/// How a connection is protected. There is never a fallback from TLS to plaintext.
public sealed interface Tls {
    /// No encryption; shown to people as `plaintext`.
    record Off() implements Tls {}

    /// TLS.
    ///
    /// @param verified    whether chain and host name are checked
    /// @param authorities PEM of the certificate authorities to trust instead of the platform's
    /// @param name        what the certificate has to name; empty for the host, which some know by its address only
    record On(boolean verified, Optional<String> authorities, Optional<String> name) implements Tls {
        public On(boolean verified, Optional<String> authorities) {
            this(verified, authorities, Optional.empty());
        }
    }
}
