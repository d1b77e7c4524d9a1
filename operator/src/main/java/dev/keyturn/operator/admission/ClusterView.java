// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.catalog.MSSQLServerVersion;
import dev.keyturn.operator.crd.catalog.PostgresVersion;
import dev.keyturn.operator.crd.catalog.RedisVersion;
import dev.keyturn.operator.crd.database.StorageType;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.redis.Redis;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks up what the rules have to know beside the object that they judge: by name, uncached, at this moment.
public final class ClusterView {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    private final KubernetesClient client;

    public ClusterView(KubernetesClient client) {
        this.client = client;
    }

    public DatabaseSurroundings around(Database database) {
        return new DatabaseSurroundings(
                version(database.engine(), database.spec().version()),
                storageClass(database),
                database.givenAuthSecretName().flatMap(name -> secret(database.namespace(), name)));
    }

    public RequestSurroundings around(Request request) {
        var neighbours = databases(request.namespace());
        var database = neighbours.stream()
                .filter(each -> each.engine() == request.engine()
                        && each.name().equals(request.spec().databaseRef().name()))
                .findFirst();
        return new RequestSurroundings(
                database,
                database.flatMap(each -> secret(each.namespace(), each.authSecretName())),
                request.secretName().flatMap(name -> secret(request.namespace(), name)),
                neighbours);
    }

    /// The version object of that name.
    public Optional<CatalogVersion> version(Engine engine, String name) {
        if (!isName(name)) {
            return Optional.empty();
        }
        return switch (engine) {
            case REDIS ->
                Optional.ofNullable(client.resources(RedisVersion.class)
                                .withName(name)
                                .get())
                        .map(CatalogVersion::of);
            case POSTGRES ->
                Optional.ofNullable(client.resources(PostgresVersion.class)
                                .withName(name)
                                .get())
                        .map(CatalogVersion::of);
            case MSSQLSERVER ->
                Optional.ofNullable(client.resources(MSSQLServerVersion.class)
                                .withName(name)
                                .get())
                        .map(CatalogVersion::of);
        };
    }

    private Optional<Secret> secret(String namespace, String name) {
        return isName(name)
                ? Optional.ofNullable(
                        client.secrets().inNamespace(namespace).withName(name).get())
                : Optional.empty();
    }

    private List<Database> databases(String namespace) {
        return Stream.of(
                        client.resources(Redis.class).inNamespace(namespace).list().getItems().stream()
                                .map(Database::of),
                        client.resources(Postgres.class).inNamespace(namespace).list().getItems().stream()
                                .map(Database::of),
                        client.resources(MSSQLServer.class).inNamespace(namespace).list().getItems().stream()
                                .map(Database::of))
                .flatMap(each -> each)
                .toList();
    }

    private StorageClassSeen storageClass(Database database) {
        boolean durable = database.spec().storageType().orElse(StorageType.DURABLE) == StorageType.DURABLE;
        var claim = database.spec().storage();
        if (!durable || claim.isEmpty()) {
            return StorageClassSeen.UNKNOWN;
        }
        var name = claim.map(PersistentVolumeClaimSpec::getStorageClassName);
        try {
            return name.map(this::named).orElseGet(this::byDefault) ? StorageClassSeen.FOUND : StorageClassSeen.MISSING;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return StorageClassSeen.UNKNOWN;
            }
            throw e;
        }
    }

    /// The empty name says that there shall be none: a volume is waiting.
    private boolean named(String name) {
        return name.isEmpty()
                || isName(name)
                        && client.storage().v1().storageClasses().withName(name).get() != null;
    }

    private boolean byDefault() {
        return client.storage().v1().storageClasses().list().getItems().stream().anyMatch(ClusterView::isDefault);
    }

    private static boolean isDefault(StorageClass storageClass) {
        var annotations =
                Objects.requireNonNullElse(storageClass.getMetadata().getAnnotations(), Map.<String, String>of());
        return "true".equals(annotations.get(DEFAULT_CLASS));
    }

    /// What is no name cannot exist, and must not become part of a path.
    private static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
