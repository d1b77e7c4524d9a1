// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A request that a test makes.
///
/// @param spec fields beside type and database, as YAML
/// @param annotations its options
record Wanted(String name, String type, Map<String, String> spec, Map<String, String> annotations) {

    private static final String RESTART = "keyturn.dev/restart";

    /// To a generated password, with a restart of all pods.
    static Wanted rotation(String name) {
        return new Wanted(name, "RotateAuth", Map.of("timeout", "2m"), Map.of());
    }

    /// To a generated password, without a restart of any pod.
    static Wanted live(String name) {
        return rotation(name).annotated(RESTART, "Never");
    }

    static Wanted restart(String name) {
        return new Wanted(name, "Restart", Map.of("timeout", "2m"), Map.of());
    }

    /// To the pair of a Secret.
    Wanted of(String secret) {
        return with("authentication", "{secretRef: {apiGroup: '', kind: Secret, name: " + secret + "}}");
    }

    /// Also while the database is not Ready.
    Wanted always() {
        return with("apply", "Always");
    }

    Wanted with(String field, String yaml) {
        var more = new TreeMap<>(spec);
        more.put(field, yaml);
        return new Wanted(name, type, more, annotations);
    }

    Wanted annotated(String key, String value) {
        var more = new TreeMap<>(annotations);
        more.put(key, value);
        return new Wanted(name, type, spec, more);
    }

    String manifest(Engine engine, String database) {
        return "{apiVersion: ops.kubedb.com/v1alpha1, kind: %s, metadata: {name: %s, annotations: {%s}}, spec: {type: %s, databaseRef: {name: %s}%s}}"
                .formatted(
                        engine.requestKind(),
                        name,
                        fields(annotations),
                        type,
                        database,
                        spec.isEmpty() ? "" : ", " + fields(spec));
    }

    /// A Secret that a request can name.
    static String secret(String name, String user, String password) {
        return secret(name, user, password, Optional.empty());
    }

    static String secret(String name, String user, String password, Optional<String> type) {
        return "{apiVersion: v1, kind: Secret, type: %s, metadata: {name: %s}, stringData: {username: '%s', password: '%s'}}"
                .formatted(type.orElse("kubernetes.io/basic-auth"), name, user, password);
    }

    private static String fields(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue())
                .collect(Collectors.joining(", "));
    }
}
