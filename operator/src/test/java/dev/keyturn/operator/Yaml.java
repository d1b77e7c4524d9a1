// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyturn.operator.crd.ResourceJson;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The documents of YAML files, read by the serialization of the product.
final class Yaml {

    static final KubernetesSerialization JSON = ResourceJson.serialization();

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private Yaml() {}

    static List<JsonNode> definitions() {
        return documents(MODULE.resolveSibling("deploy").resolve("crds"));
    }

    static List<JsonNode> catalog() {
        return documents(MODULE.resolveSibling("deploy").resolve("catalog"));
    }

    /// The manifests of the contract's samples.
    static List<JsonNode> samples() {
        return documents(MODULE.resolve("src/test/resources/dev/keyturn/operator/samples"));
    }

    /// What the resources of the samples look like afterwards, and what is made for them.
    static List<JsonNode> states() {
        return documents(MODULE.resolve("src/test/resources/dev/keyturn/operator/states"));
    }

    /// Reads YAML also where it begins like JSON.
    static <T> T read(String yaml, Class<T> type) {
        return JSON.unmarshal("---\n" + yaml, type);
    }

    static JsonNode tree(Object value) {
        try {
            return PLAIN.readTree(JSON.asJson(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> documents(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().flatMap(file -> documentsOf(file).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> documentsOf(Path file) {
        try {
            return Arrays.stream(Files.readString(file).split("(?m)^---$", -1))
                    .map(document -> read(document, JsonNode.class))
                    .filter(document -> document != null && document.isObject())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
