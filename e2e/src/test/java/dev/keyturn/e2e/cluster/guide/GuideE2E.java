// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.cluster.Cluster;
import dev.keyturn.e2e.cluster.OperatorProcess;
import dev.keyturn.e2e.cluster.Sample;
import dev.keyturn.e2e.cluster.Watched;
import dev.keyturn.e2e.process.KeyturnOperator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The guides, from an empty namespace to the end. With `-Dkeyturn.guides=write` they show afterwards what was printed.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class GuideE2E {

    private static final boolean WRITES = "write".equals(System.getProperty("keyturn.guides"));
    private static final int PATIENCE_SECONDS = 120;

    static List<String> guides() {
        return Guide.names();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guides")
    void runs_from_top_to_bottom_and_prints_what_it_shows(String file, @TempDir Path folder) {
        var written = Guide.named(file);
        var guide = written.with(Sample.VERSIONS);
        try (var cluster = Cluster.open("guide");
                var operator = operator(cluster, guide.namespace())) {
            drop(cluster, guide.namespace());

            var run = GuideRun.of(guide, folder, environment(), Sample::fitted);

            if (WRITES) {
                written.showing(run.outputs()).writeAs(file);
            }
            assertThat(run.stopped()).as(Watched.tail(operator)).isEmpty();
            assertThat(run.differences(guide)).isEmpty();
            drop(cluster, guide.namespace());
        }
    }

    private static KeyturnOperator operator(Cluster cluster, String namespace) {
        return OperatorProcess.startApart(cluster.namespace(), namespace, "provisioner,ops-manager,petset");
    }

    /// A run before may have ended early.
    private static void drop(Cluster cluster, String namespace) {
        var left = cluster.client().namespaces().withName(namespace);
        left.delete();
        left.waitUntilCondition(Objects::isNull, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static Map<String, String> environment() {
        String kubeconfig = Objects.requireNonNull(System.getenv("KUBECONFIG"));
        Path programs = Path.of(kubeconfig).resolveSibling("../bin").normalize();
        return Map.of(
                "KUBECONFIG",
                kubeconfig,
                "PATH",
                String.join(":", List.of(programs.toString(), System.getenv("PATH"))));
    }
}
