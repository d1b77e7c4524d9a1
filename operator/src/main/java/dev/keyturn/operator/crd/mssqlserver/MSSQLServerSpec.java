// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.mssqlserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.operator.crd.NamedObject;
import dev.keyturn.operator.crd.database.AuthSecret;
import dev.keyturn.operator.crd.database.AutoOps;
import dev.keyturn.operator.crd.database.Configuration;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DeletionPolicy;
import dev.keyturn.operator.crd.database.HealthChecker;
import dev.keyturn.operator.crd.database.PodTemplate;
import dev.keyturn.operator.crd.database.ServiceTemplate;
import dev.keyturn.operator.crd.database.StorageType;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import java.util.List;
import java.util.Optional;

/// What the user wants of a SQL Server.
public record MSSQLServerSpec(
        String version,
        Optional<Integer> replicas,
        Optional<Topology> topology,
        Optional<Configuration> configuration,
        Optional<NamedObject> configSecret,
        Optional<AuthSecret> authSecret,
        Optional<StorageType> storageType,
        Optional<PersistentVolumeClaimSpec> storage,
        Optional<PodTemplate> podTemplate,
        List<ServiceTemplate> serviceTemplates,
        Optional<MSSQLServerTls> tls,
        Optional<DeletionPolicy> deletionPolicy,
        Optional<Boolean> halted,
        Optional<HealthChecker> healthChecker,
        Optional<AutoOps> autoOps,
        Optional<JsonNode> allowedSchemas,
        Optional<JsonNode> init,
        Optional<JsonNode> monitor,
        Optional<JsonNode> archiver)
        implements DatabaseSpec {}
