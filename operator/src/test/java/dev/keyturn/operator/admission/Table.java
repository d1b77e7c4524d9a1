// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.operator.crd.ResourceJson;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.redis.Redis;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// What the rows of the tables are made of: valid objects, changed by a merge patch.
final class Table {

    private static final KubernetesSerialization JSON = ResourceJson.serialization();

    private Table() {}

    static JsonNode yaml(String text) {
        return JSON.unmarshal("---\n" + text, JsonNode.class);
    }

    /// A valid database of an engine, changed.
    static Database database(Engine engine, String patch) {
        return typed(
                engine, Defaults.filled(engine, object(engine, patch), Optional.empty(), Optional.of(version(engine))));
    }

    static JsonNode object(Engine engine, String patch) {
        var object = (ObjectNode) yaml(
                switch (engine) {
                    case REDIS -> """
                    apiVersion: kubedb.com/v1
                    kind: Redis
                    metadata: {name: orders, namespace: shop, uid: 0a1b2c3d-aaaa-bbbb-cccc-000000abcdef}
                    spec: {version: "7.0.15", storage: {resources: {requests: {storage: 1Gi}}}}
                    """;
                    case POSTGRES -> """
                    apiVersion: kubedb.com/v1
                    kind: Postgres
                    metadata: {name: orders, namespace: shop, uid: 0a1b2c3d-aaaa-bbbb-cccc-000000abcdef}
                    spec: {version: "17", storage: {resources: {requests: {storage: 1Gi}}}}
                    """;
                    case MSSQLSERVER -> """
                    apiVersion: kubedb.com/v1alpha2
                    kind: MSSQLServer
                    metadata: {name: orders, namespace: shop, uid: 0a1b2c3d-aaaa-bbbb-cccc-000000abcdef}
                    spec:
                      version: "2022-cu22"
                      storage: {resources: {requests: {storage: 1Gi}}}
                      podTemplate: {spec: {containers: [{name: mssql, env: [{name: MSSQL_PID, value: Developer}]}]}}
                    """;
                });
        return merge(object, yaml(patch));
    }

    static Database typed(Engine engine, JsonNode object) {
        return switch (engine) {
            case REDIS -> Database.of(JSON.convertValue(object, Redis.class));
            case POSTGRES -> Database.of(JSON.convertValue(object, Postgres.class));
            case MSSQLSERVER -> Database.of(JSON.convertValue(object, MSSQLServer.class));
        };
    }

    static CatalogVersion version(Engine engine) {
        return switch (engine) {
            case REDIS -> new CatalogVersion("7.0.15", "7.0.15", false, true, Optional.of(999L), false);
            case POSTGRES -> new CatalogVersion("17", "17", false, true, Optional.of(999L), false);
            case MSSQLSERVER -> new CatalogVersion("2022-cu22", "2022", false, true, Optional.of(10001L), false);
        };
    }

    /// A Secret; `pair: [user, password]` stands for its data.
    static Secret secret(String text) {
        var tree = (ObjectNode) yaml(text);
        if (tree.remove("pair") instanceof ArrayNode pair) {
            var data = tree.putObject("data");
            data.put("username", encoded(pair.path(0).asText()));
            data.put("password", encoded(pair.path(1).asText()));
        }
        return JSON.convertValue(tree, Secret.class);
    }

    static ObjectNode merge(ObjectNode into, JsonNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode child && into.path(field.getKey()) instanceof ObjectNode old) {
                merge(old, child);
            } else if (field.getValue().isNull()) {
                into.remove(field.getKey());
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
        return into;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
