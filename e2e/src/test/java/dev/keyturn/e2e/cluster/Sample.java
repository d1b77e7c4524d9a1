// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A database of the contract's samples with what this cluster can carry: another version and small resources, and
/// nothing else but its name. What a test wants otherwise it says by [#with].
public final class Sample {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    /// The versions that samples and guides name, and those that this cluster has instead.
    public static final Map<String, String> VERSIONS = Map.of(
            "8.2.2", System.getenv().getOrDefault("KEYTURN_E2E_REDIS_VERSION", "7.0.15"),
            "18.3", System.getenv().getOrDefault("KEYTURN_E2E_POSTGRES_VERSION", "15"),
            "2022-cu22", "2022-double");

    private static final Map<String, String> CONTAINERS =
            Map.of("Redis", "redis", "Postgres", "postgres", "MSSQLServer", "mssql");
    private static final String SMALL = "{requests: {cpu: 20m, memory: 48Mi}, limits: {memory: 256Mi}}";

    /// For a Java process that shakes hands with forty clients a second.
    private static final String ROOM = "{requests: {cpu: 300m, memory: 96Mi}, limits: {memory: 256Mi}}";

    private final ObjectNode manifest;

    private Sample(ObjectNode manifest) {
        this.manifest = manifest;
    }

    public static Sample redis(String name) {
        return new Sample(first("redis.yaml")).fitted(name, Objects.requireNonNull(VERSIONS.get("8.2.2")));
    }

    public static Sample postgres(String name, String version) {
        return new Sample(first("postgres.yaml")).fitted(name, version);
    }

    /// The wire double.
    public static Sample sqlServer(String name) {
        return new Sample(first("mssqlserver.yaml")).fitted(name, Objects.requireNonNull(VERSIONS.get("2022-cu22")));
    }

    /// Another field of the spec.
    public Sample with(String field, String yaml) {
        ((ObjectNode) manifest.path("spec")).set(field, read(yaml));
        return this;
    }

    public String manifest() {
        return manifest.toString();
    }

    public String name() {
        return manifest.at("/metadata/name").asText();
    }

    private Sample fitted(String name, String version) {
        manifest.withObject("/metadata").put("name", name).remove("namespace");
        manifest.withObject("/spec").put("version", version);
        makeSmall(manifest);
        return this;
    }

    /// The documents of a file, with small resources for each database.
    public static String fitted(String yaml) {
        return Arrays.stream(yaml.split("(?m)^---$", -1))
                .map(Sample::read)
                .map(ObjectNode.class::cast)
                .map(Sample::makeSmall)
                .map(ObjectNode::toString)
                .collect(Collectors.joining("\n---\n"));
    }

    private static ObjectNode makeSmall(ObjectNode manifest) {
        var container = CONTAINERS.get(manifest.path("kind").asText());
        if (container != null) {
            ArrayNode containers = manifest.withArray("/spec/podTemplate/spec/containers");
            var own = StreamSupport.stream(containers.spliterator(), false)
                    .filter(each -> each.path("name").asText().equals(container))
                    .map(ObjectNode.class::cast)
                    .findFirst()
                    .orElseGet(() -> containers.addObject().put("name", container));
            own.set("resources", read(container.equals("mssql") ? ROOM : SMALL));
        }
        return manifest;
    }

    private static ObjectNode first(String file) {
        return (ObjectNode)
                read(Cluster.documents(Cluster.samples().resolve(file)).getFirst());
    }

    private static JsonNode read(String yaml) {
        return YAML.unmarshal("---\n" + yaml, JsonNode.class);
    }
}
