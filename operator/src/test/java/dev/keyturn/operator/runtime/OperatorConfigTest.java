// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.operator.runtime.OperatorConfig.CertManager;
import dev.keyturn.operator.runtime.OperatorConfig.Restart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorConfigTest {
    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: here
            contexts: [{name: here, context: {cluster: c, user: u, namespace: team}}]
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:6443"}}]
            users: [{name: u, user: {token: canary}}]
            """;

    @TempDir
    Path folder;

    private Map<String, String> outside = Map.of();

    @BeforeEach
    void kubeconfig() throws IOException {
        var file = Files.writeString(folder.resolve("kubeconfig"), KUBECONFIG);
        outside = Map.of("KUBECONFIG", file.toString());
    }

    @Test
    void has_the_defaults_of_the_contract_outside_a_pod() {
        var config = OperatorConfig.from(Map.of(), outside, folder.resolve("none"));

        assertThat(config.place().inPod()).isFalse();
        assertThat(config.place().namespace()).isEqualTo("team");
        assertThat(config.place().identity()).matches("keyturn-[0-9a-f]{8}");
        assertThat(config.listen()).hasToString("/127.0.0.1:8081");
        assertThat(config.webhook()).isEmpty();
        assertThat(config.components()).containsExactlyInAnyOrder(ComponentName.values());
        assertThat(config.scope().namespaces()).isEmpty();
        assertThat(config.scope().adoptForeignDefinitions()).isFalse();
        assertThat(config.databases().certManager()).isEqualTo(CertManager.AUTO);
        assertThat(config.databases().passwordLength()).isEqualTo(24);
        assertThat(config.rotations().stepTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.rotations().mssqlHold()).isFalse();
        assertThat(config.rotations().restart()).isEqualTo(Restart.ROLLING);
        assertThat(config.rotations().gracePeriod()).isZero();
        assertThat(config.rotations().previousRetention()).isEmpty();
    }

    @Test
    void has_the_defaults_of_the_contract_in_a_pod() throws IOException {
        var pod = Map.of("KUBERNETES_SERVICE_HOST", "10.99.0.1", "HOSTNAME", "keyturn-operator-abc");

        var config = OperatorConfig.from(Map.of(), pod, serviceAccount());

        assertThat(config.place().cluster()).isEqualTo(new ClusterAccess.InPod());
        assertThat(config.place().inPod()).isTrue();
        assertThat(config.place().namespace()).isEqualTo("keyturn");
        assertThat(config.place().identity()).isEqualTo("keyturn-operator-abc");
        assertThat(config.listen()).hasToString("/0.0.0.0:8081");
        assertThat(config.webhook().orElseThrow().listen()).hasToString("/0.0.0.0:9443");
        assertThat(config.webhook().orElseThrow().url()).isEmpty();
    }

    @Test
    void prefers_an_option_to_the_environment() {
        var environment = with("KEYTURN_OPERATOR_STEP_TIMEOUT", "never");

        var config = OperatorConfig.from(Map.of("step-timeout", "1h30m"), environment, folder.resolve("none"));

        assertThat(config.rotations().stepTimeout()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void takes_every_setting_from_its_variable() {
        var environment = new HashMap<>(outside);
        environment.putAll(Map.of(
                "KEYTURN_OPERATOR_NAMESPACE", "ops",
                "KEYTURN_OPERATOR_IDENTITY", "one",
                "KEYTURN_OPERATOR_WEBHOOK_LISTEN", "10.97.0.1:9443",
                "KEYTURN_OPERATOR_WEBHOOK_URL", "https://10.97.0.1:9443",
                "KEYTURN_OPERATOR_COMPONENTS", "petset, webhook",
                "KEYTURN_OPERATOR_WATCH_NAMESPACES", "shop,team-a",
                "KEYTURN_OPERATOR_ADOPT_FOREIGN_CRDS", "true",
                "KEYTURN_OPERATOR_PREVIOUS_RETENTION", "10m"));

        var config = OperatorConfig.from(Map.of(), environment, folder.resolve("none"));

        assertThat(config.place().namespace()).isEqualTo("ops");
        assertThat(config.place().identity()).isEqualTo("one");
        assertThat(config.webhook().orElseThrow().url()).contains(URI.create("https://10.97.0.1:9443"));
        assertThat(config.components()).containsExactlyInAnyOrder(ComponentName.PETSET, ComponentName.WEBHOOK);
        assertThat(config.scope().namespaces()).containsExactlyInAnyOrder("shop", "team-a");
        assertThat(config.scope().adoptForeignDefinitions()).isTrue();
        assertThat(config.rotations().previousRetention()).contains(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @CsvSource({
        "namespace, Shop, is not the name of a namespace",
        "identity, a b, printable characters",
        "listen, everywhere, is not an address and a port",
        "listen, 1.2.3.4.5:80, is not an address and a port",
        "listen, 127.0.0.1:70000, is not an address and a port",
        "components, provisioner;petset, 'has to be a list, with commas, of provisioner, ops-manager, petset, webhook'",
        "components, ',', has to be a list",
        "watch-namespaces, 'shop,Team', names of namespaces",
        "watch-namespaces, ',', names of namespaces",
        "adopt-foreign-crds, perhaps, can be true or false",
        "cert-manager, yes, 'can be auto, on or off'",
        "password-length, 15, has to be a number from 16 to 128",
        "password-length, many, has to be a number from 16 to 128",
        "step-timeout, 0s, is not a length of time",
        "step-timeout, 5 minutes, is not a length of time",
        "mssql-hold, 1, can be true or false",
        "restart, rolling, can be Rolling or Never",
        "grace-period, -5m, is not a length of time",
        "previous-retention, always, 'and not Forever'",
        "kubeconfig, /nowhere/config, there is no file of that name that can be read",
        "colour, red, There is no option --colour"
    })
    void says_what_is_wrong_with_a_value(String option, String value, String expected) {
        assertThat(faults(Map.of(option, value), outside))
                .singleElement()
                .asString()
                .contains(option, expected);
    }

    @ParameterizedTest
    @CsvSource({"http://10.97.0.1:9443", "10.97.0.1:9443", "https://a@b:9443", "https://a/?b=c"})
    void an_address_of_the_webhook_is_https_and_nothing_else(String url) {
        assertThat(faults(Map.of("webhook-url", url, "webhook-listen", "10.97.0.1:9443"), outside))
                .anySatisfy(fault -> assertThat(fault).contains("--webhook-url is \"" + url));
    }

    @Test
    void lists_every_fault_and_every_bad_combination() {
        assertThat(faults(Map.of("webhook-url", "https://10.97.0.1"), with("KEYTURN_OPERATOR_RESTART", "maybe")))
                .containsExactlyInAnyOrder(
                        "--webhook-url goes together with --webhook-listen, which is missing.",
                        "KEYTURN_OPERATOR_RESTART is \"maybe\"; it can be Rolling or Never.");
        assertThat(faults(Map.of("webhook-listen", "127.0.0.1:8081", "components", "petset"), outside))
                .hasSize(3)
                .anySatisfy(fault -> assertThat(fault).contains("webhook is not among --components"))
                .anySatisfy(fault -> assertThat(fault).contains("goes together with --webhook-url"))
                .anySatisfy(fault -> assertThat(fault).contains("have the same port 8081"));
    }

    @Test
    void outside_a_pod_the_cluster_has_to_be_named() {
        assertThat(faults(Map.of(), Map.of()))
                .containsExactly("No cluster is named. Outside a pod give --kubeconfig FILE or KUBECONFIG.");
    }

    @Test
    void does_not_repeat_what_stands_in_a_broken_kubeconfig() throws IOException {
        var broken = Files.writeString(folder.resolve("broken"), "token: [canary");

        assertThat(faults(Map.of("kubeconfig", broken.toString()), Map.of()))
                .singleElement()
                .asString()
                .contains("is no kubeconfig")
                .doesNotContain("canary");
    }

    private List<String> faults(Map<String, String> options, Map<String, String> environment) {
        return catchThrowableOfType(
                        ConfigRefused.class, () -> OperatorConfig.from(options, environment, folder.resolve("none")))
                .faults();
    }

    private Map<String, String> with(String variable, String value) {
        var environment = new HashMap<>(outside);
        environment.put(variable, value);
        return environment;
    }

    private Path serviceAccount() throws IOException {
        var account = Files.createDirectory(folder.resolve("serviceaccount"));
        Files.writeString(account.resolve("token"), "t");
        Files.writeString(account.resolve("namespace"), "keyturn\n");
        return account;
    }
}
