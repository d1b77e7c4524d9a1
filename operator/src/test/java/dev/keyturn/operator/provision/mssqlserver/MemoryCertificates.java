// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps certificates in memory, for one database.
final class MemoryCertificates implements CertificateStore {

    final Map<String, Secret> secrets = new HashMap<>();
    final List<HasMetadata> applied = new ArrayList<>();
    boolean served;
    boolean takes = true;

    @Override
    public Optional<Secret> read(String namespace, String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public Secret write(Secret secret) {
        secrets.put(secret.getMetadata().getName(), secret);
        return secret;
    }

    @Override
    public boolean issuersServed() {
        return served;
    }

    @Override
    public boolean apply(HasMetadata certificate) {
        return takes && applied.add(certificate);
    }
}
