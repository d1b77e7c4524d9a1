// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// What a spec means where it says nothing (contract §4): written into it by the webhook, and applied in memory by
/// whoever works on a database, so that it also holds without a webhook.
///
/// A spec is read as it came, before the schema judged it: what has another shape than expected stays as it is. Filling
/// in twice changes nothing.
public final class Defaults {

    private static final int FIRST_WITH_SCRAM = 18;
    private static final int LAST_WITHOUT_AUTH = 4;

    private final Engine engine;
    private final ObjectNode spec;

    private Defaults(Engine engine, ObjectNode spec) {
        this.engine = engine;
        this.spec = spec;
    }

    /// The same database with its defaults.
    ///
    /// @param before  the spec that it had, on a change
    /// @param version the version object, where known
    public static JsonNode filled(
            Engine engine, JsonNode database, Optional<JsonNode> before, Optional<CatalogVersion> version) {
        var copy = database.deepCopy();
        if (copy.path("spec") instanceof ObjectNode spec) {
            var namespace = copy.at("/metadata/namespace").asText();
            new Defaults(engine, spec).fill(copy.at("/metadata/name").asText(), namespace, before, version);
        }
        return copy;
    }

    private void fill(String name, String namespace, Optional<JsonNode> before, Optional<CatalogVersion> version) {
        common();
        new MovedFields(spec, before).move();
        switch (engine) {
            case REDIS -> redis(namespace, version);
            case POSTGRES -> postgres(version);
            case MSSQLSERVER -> sqlServer();
        }
        new PodDefaults(engine, spec).fill(name);
    }

    private void common() {
        number(spec, "replicas", 1);
        text(spec, "storageType", "Durable");
        text(object(spec, "authSecret"), "kind", "Secret");
        text(spec, "deletionPolicy", "Delete");
        flag(spec, "halted", false);
        if (spec.path("halted").asBoolean()
                && !spec.path("deletionPolicy").asText().equals("DoNotTerminate")) {
            spec.put("deletionPolicy", "Halt");
        }
        var health = object(spec, "healthChecker");
        number(health, "periodSeconds", 10);
        number(health, "timeoutSeconds", 10);
        number(health, "failureThreshold", 1);
        flag(health, "disableWriteCheck", false);
        if (!spec.has("allowedSchemas")) {
            spec.putObject("allowedSchemas").putObject("namespaces").put("from", "Same");
        }
    }

    private void redis(String namespace, Optional<CatalogVersion> version) {
        text(spec, "mode", "Standalone");
        if (spec.path("mode").asText().equals("Cluster")) {
            var cluster = object(spec, "cluster");
            number(cluster, "shards", 3);
            number(cluster, "replicas", 2);
        }
        if (spec.path("sentinelRef") instanceof ObjectNode sentinel && !namespace.isEmpty()) {
            text(sentinel, "namespace", namespace);
        }
        boolean without = version.filter(
                        known -> known.official() && known.major() > 0 && known.major() <= LAST_WITHOUT_AUTH)
                .isPresent();
        if (without) {
            spec.put("disableAuth", true);
        }
        flag(spec, "disableAuth", false);
    }

    private void postgres(Optional<CatalogVersion> version) {
        text(spec, "standbyMode", "Hot");
        text(spec, "streamingMode", "Asynchronous");
        if (spec.path("streamingMode").asText().equals("Synchronous")) {
            var synchronous = object(spec, "synchronousReplicationConfig");
            text(synchronous, "mode", "Any");
            number(synchronous, "numSyncReplicas", 1);
            text(synchronous, "commitLevel", "RemoteWrite");
        }
        version.ifPresent(known -> text(spec, "clientAuthMode", known.major() < FIRST_WITH_SCRAM ? "md5" : "scram"));
        text(spec, "sslMode", spec.has("tls") ? "verify-full" : "disable");
        boolean given = spec.has("leaderElection");
        var election = object(spec, "leaderElection");
        number(election, "maximumLagBeforeFailover", (given ? 32 : 64) * 1024 * 1024);
        text(election, "period", given ? "100ms" : "300ms");
        number(election, "electionTick", 10);
        number(election, "heartbeatTick", 1);
        text(election, "transferLeadershipInterval", "1s");
        text(election, "transferLeadershipTimeout", "60s");
    }

    private void sqlServer() {
        if (spec.at("/topology/availabilityGroup") instanceof ObjectNode group) {
            text(group, "secondaryAccessMode", "Passive");
        }
        if (spec.path("tls") instanceof ObjectNode tls) {
            flag(tls, "clientTLS", false);
        }
    }

    /// The object of a field, made if it is missing; a detached one where the field holds something else.
    static ObjectNode object(ObjectNode parent, String field) {
        if (!parent.hasNonNull(field)) {
            return parent.putObject(field);
        }
        return parent.path(field) instanceof ObjectNode child ? child : parent.objectNode();
    }

    static void text(ObjectNode parent, String field, String value) {
        if (!parent.hasNonNull(field)) {
            parent.put(field, value);
        }
    }

    private static void number(ObjectNode parent, String field, int value) {
        if (!parent.hasNonNull(field)) {
            parent.put(field, value);
        }
    }

    private static void flag(ObjectNode parent, String field, boolean value) {
        if (!parent.hasNonNull(field)) {
            parent.put(field, value);
        }
    }
}
