// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/// Where certificates are kept and asked for.
interface CertificateStore {

    /// Read anew each time.
    Optional<Secret> read(String namespace, String name);

    /// Creates it, or changes the one that was read; fails if somebody else was quicker.
    ///
    /// @return what is there now
    Secret write(Secret secret);

    /// Whether cert-manager's API is served, and may be used.
    boolean issuersServed();

    /// Server-side apply, as all children.
    ///
    /// @return whether there is somebody who takes it: cert-manager's API is served
    boolean apply(HasMetadata certificate);
}
