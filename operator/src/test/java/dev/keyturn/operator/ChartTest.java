// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The Helm chart against what it copies, and its rights against what the contract grants.
class ChartTest {
    private static final Path DEPLOY =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("deploy");
    private static final Path CHART = DEPLOY.resolve("helm/keyturn");
    private static final Pattern SECRETS = Pattern.compile("resources: \\[secrets]\\s+verbs: \\[(.*)]");

    @Test
    void brings_the_definitions_and_the_catalog_as_they_are() {
        assertThat(files(CHART.resolve("crds")))
                .as("copy deploy/crds to deploy/helm/keyturn/crds")
                .isEqualTo(files(DEPLOY.resolve("crds")));
        assertThat(files(CHART.resolve("catalog")))
                .as("copy deploy/catalog to deploy/helm/keyturn/catalog")
                .isEqualTo(files(DEPLOY.resolve("catalog")));
    }

    @Test
    void never_lists_or_watches_secrets() {
        var secrets = SECRETS.matcher(rules());

        assertThat(secrets.results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(verbs -> assertThat(verbs).doesNotContain("list", "watch"));
        assertThat(rules().replaceAll(SECRETS.pattern(), "").lines().filter(line -> line.contains("resources:")))
                .noneMatch(line -> line.contains("secrets"));
    }

    @Test
    void grants_nothing_wholesale_and_nothing_inside_of_pods() {
        assertThat(rules().lines().filter(line -> line.contains("resources:") || line.contains("verbs:")))
                .noneMatch(line -> line.contains("*"))
                .noneMatch(line -> line.contains("/exec") || line.contains("/portforward") || line.contains("/log"))
                .noneMatch(line -> line.contains("escalate") || line.contains("bind,") || line.contains("impersonate"));
    }

    @Test
    void lets_pods_go_only_by_eviction_or_deletion_and_makes_none() {
        assertThat(verbs("pods/eviction")).containsExactly("create");
        assertThat(verbs("pods")).containsExactly("get, list, watch, patch, delete");
    }

    /// The Ops-manager on its own, and together with the Provisioner.
    @Test
    void lets_the_ops_manager_change_petsets_and_not_make_them() {
        assertThat(verbs("petsets"))
                .containsExactly("get, list, watch, create, patch, delete", "get, list, watch, patch");
    }

    private static List<String> verbs(String resource) {
        return Pattern.compile("resources: \\[" + resource + "]\\s+verbs: \\[(.*)]")
                .matcher(rules())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String rules() {
        return text(CHART.resolve("templates/_rules.tpl"));
    }

    private static Map<String, String> files(Path folder) {
        try (var files = Files.list(folder)) {
            var found = new TreeMap<String, String>();
            files.forEach(file -> found.put(file.getFileName().toString(), text(file)));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
