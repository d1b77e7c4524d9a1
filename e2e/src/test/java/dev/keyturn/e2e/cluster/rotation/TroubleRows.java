// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.credential.Login;
import dev.keyturn.e2e.cluster.Cluster;
import dev.keyturn.e2e.cluster.OperatorProcess;
import dev.keyturn.e2e.process.KeyturnOperator;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds for a rotation that cannot go as it should, whatever the engine: the published pair is a live one, the
/// pause is gone, and the message says why.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class TroubleRows {

    static final String POD = "orders-0";
    /// Of a step of [#Z11_a_node_that_refuses_the_change_shuts_nobody_out].
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final int LONGER_THAN_A_ROUND_SECONDS = 12;
    private static final int AT_ONCE_SECONDS = 8;

    private final Engine engine;

    private Cluster cluster;
    private KeyturnOperator operator;
    private Rotated orders;

    TroubleRows(Engine engine) {
        this.engine = engine;
    }

    /// Makes the running server refuse the change of its password, not its preparation; closed, it is as before.
    abstract AutoCloseable refusingTheChange(Login login) throws Exception;

    @BeforeAll
    void start() {
        cluster = Cluster.open("trouble");
        operator = OperatorProcess.start(cluster.namespace(), "provisioner,ops-manager,petset");
        orders = Rotated.start(
                cluster,
                operator,
                engine,
                engine.sample()
                        .apply("orders")
                        .with("deletionPolicy", "WipeOut")
                        .with("healthChecker", "{periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 1}"));
    }

    @AfterAll
    void end() {
        orders.close();
        operator.close();
        cluster.close();
    }

    Cluster cluster() {
        return cluster;
    }

    Rotated orders() {
        return orders;
    }

    @Test
    void A14_while_paused_a_deleted_service_is_not_made_again_and_after_the_end_it_is_at_once() {
        var service =
                cluster.client().services().inNamespace(cluster.namespace()).withName("orders-pods");
        var server = NodeProcess.of(cluster, POD);
        server.freeze();
        try (var request = orders.request(Wanted.live("while-paused").always())) {
            orders.chronicle()
                    .await(
                            "paused for this request",
                            Duration.ofSeconds(30),
                            sight -> sight.isTrue("Paused") && sight.at().isAfter(request.applied()));

            service.delete();

            assertThatThrownBy(() ->
                            service.waitUntilCondition(Objects::nonNull, LONGER_THAN_A_ROUND_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(KubernetesClientTimeoutException.class);
            server.thaw();
            request.awaitPhase("Successful");
            service.waitUntilCondition(Objects::nonNull, AT_ONCE_SECONDS, TimeUnit.SECONDS);
            orders.assertSettled(request);
        } finally {
            server.thaw();
        }
    }

    @Test
    void A15_of_three_at_once_the_newest_runs_and_the_others_are_skipped_and_say_for_whom() {
        operator.stop();
        var all = Stream.of("a", "b", "c")
                .map(name -> orders.request(Wanted.live("crowd-" + name)))
                .toList();
        var winner = all.stream()
                .max(Comparator.comparing((RequestSeen request) -> createdAt(request))
                        .thenComparing(RequestSeen::name, Comparator.reverseOrder()))
                .orElseThrow();

        operator.restart();

        winner.awaitPhase("Successful");
        for (RequestSeen request : all) {
            if (!request.uid().equals(winner.uid())) {
                request.awaitPhase("Skipped");
                assertThat(request.message("Skipped")).contains(winner.name());
                assertThat(request.reason("Skipped")).isEqualTo("Skipped");
                assertThat(orders.secrets().intents(request.uid())).isEmpty();
            }
            request.close();
        }
        orders.assertSettled(winner);
    }

    @Test
    void A15_of_two_types_the_older_one_runs_first_and_never_both() {
        operator.stop();
        try (var rotation = orders.request(Wanted.live("older"));
                var restart = orders.request(Wanted.restart("younger"))) {
            operator.restart();

            var ended = rotation.await("its end", sight -> sight.phase().equals("Successful"));
            var begun = restart.await("Progressing", sight -> sight.phase().equals("Progressing"));
            restart.awaitPhase("Successful");

            assertThat(ended.at()).as(rotation.story()).isBeforeOrEqualTo(begun.at());
            orders.assertSettled(rotation);
        }
    }

    @Test
    void A16_Z10_a_node_that_is_unreachable_before_the_change_ends_the_request_in_its_time_and_nothing_has_changed() {
        var before = orders.pairs();
        var version = version("orders-auth");
        var server = NodeProcess.of(cluster, POD);
        server.freeze();
        try (var request = orders.request(
                Wanted.live("unreachable").always().with("timeout", "5s").with("maxRetries", "0"))) {
            request.await("Progressing", sight -> sight.phase().equals("Progressing"));
            request.awaitPhase("Failed");
            server.thaw();

            assertThat(request.reason("Failed")).isEqualTo("PreflightFailed");
            assertThat(request.message("Failed")).contains(POD);
            assertThat(orders.pairs()).isEqualTo(before);
            assertThat(version("orders-auth")).isEqualTo(version);
            orders.database().awaitPhase("Ready");
            orders.assertSettled(request);
        } finally {
            server.thaw();
        }
    }

    @Test
    void A17_if_ready_waits_until_it_is() {
        var server = NodeProcess.of(cluster, POD);
        server.freeze();
        try {
            orders.database().await("not Ready", seen -> !"Ready".equals(seen.<String>get("status", "phase")));
            try (var request = orders.request(Wanted.live("patient"))) {
                assertThatThrownBy(() -> request.chronicle()
                                .await(
                                        "Progressing",
                                        Duration.ofSeconds(AT_ONCE_SECONDS),
                                        sight -> sight.phase().equals("Progressing")))
                        .isInstanceOf(AssertionError.class);
                server.thaw();

                request.awaitPhase("Successful");
                orders.assertSettled(request);
            }
        } finally {
            server.thaw();
        }
    }

    @ParameterizedTest(name = "A27 {0} → {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "others-own  | kubernetes.io/basic-auth | ``                                   | other",
                "labelled    | kubernetes.io/basic-auth | app.kubernetes.io/instance: other    | other",
                "certificate | kubernetes.io/tls        | ``                                   | kubernetes.io/tls"
            })
    void A27_no_foreign_secret_is_taken_also_where_no_webhook_saw_the_request(
            String name, String type, String label, String words) {
        String labels = label.isEmpty() ? "" : label + ", app.kubernetes.io/name: " + engine.plural() + ".kubedb.com";
        cluster.apply("{apiVersion: v1, kind: Secret, type: " + type + ", metadata: {name: " + name + ", labels: {"
                + labels + "}}, stringData: {username: " + engine.user() + ", password: Harbor-Lantern-42"
                + (type.endsWith("tls") ? ", tls.crt: '', tls.key: ''" : "") + "}}");
        cluster.apply(engine.sample()
                .apply("other")
                .with("deletionPolicy", "Delete")
                .with("halted", "true")
                .with("authSecret", "{name: others-own, externallyManaged: true}")
                .manifest());
        var before = orders.pairs();
        String version = version(name);
        try (var request = orders.request(Wanted.live("takes-" + name).of(name))) {
            request.awaitPhase("Failed");

            assertThat(request.message("Failed")).contains(name).contains(words);
            assertThat(version(name)).isEqualTo(version);
            assertThat(orders.pairs()).isEqualTo(before);
            orders.assertSettled(request);
        }
    }

    @Test
    void Z11_a_node_that_refuses_the_change_shuts_nobody_out() throws Exception {
        var before = orders.pairs();
        try (var refusal = refusingTheChange(before.current());
                var probes = orders.probes();
                var request = orders.request(Wanted.live("refused")
                        .with("timeout", TIMEOUT.toSeconds() + "s")
                        .with("maxRetries", "0"))) {
            awaitEndOfRefused(request, before, refusal, probes);

            probes.assertNeverShutOut();
            probes.assertAlwaysAvailable();
            orders.assertSettled(request);
        }
    }

    /// The change comes before the publication: the former pair stays, and there is no trace of the new one.
    ///
    /// @param refusal as [#refusingTheChange] gave it
    void awaitEndOfRefused(RequestSeen request, Published before, AutoCloseable refusal, Probes probes)
            throws Exception {
        request.awaitPhase("Failed");
        probes.look();

        assertThat(orders.pairs()).isEqualTo(before);
        orders.secrets()
                .candidates(request.uid())
                .forEach(candidate -> orders.assertRefused(orders.login(engine.user(), candidate)));
        probes.assertNobodyRefused();
    }

    @Test
    void Z12_a_publication_that_the_api_server_rejects_changes_nothing_and_says_so() {
        var before = orders.pairs();
        String secret = orders.secretName();
        String version = version(secret);
        try (var _ = Denial.ofSecret(cluster, secret);
                var probes = orders.probes();
                var request = orders.request(
                        Wanted.live("denied").with("timeout", "15s").with("maxRetries", "0"))) {
            request.awaitPhase("Failed");
            probes.look();

            assertThat(request.reason("Failed")).isEqualTo("PublishFailed");
            assertThat(request.message("Failed"))
                    .as("which object, and the code; what the server says itself may quote what was sent")
                    .contains("the API server refuses the change of", "(422)");
            assertThat(version(secret)).isEqualTo(version);
            assertThat(orders.pairs()).isEqualTo(before);
            orders.secrets()
                    .candidates(request.uid())
                    .forEach(candidate -> orders.assertRefused(orders.login(engine.user(), candidate)));
            probes.assertNobodyRefused();
            orders.assertSettled(request);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void A19_no_password_hash_or_verifier_is_anywhere_else() {
        var secrets = orders.secrets().secrets();

        assertThat(secrets).hasSizeGreaterThan(3);
        assertThat(SecretScan.of(cluster, operator).hits(secrets)).isEmpty();
    }

    private String version(String secret) {
        return cluster.client()
                .secrets()
                .inNamespace(cluster.namespace())
                .withName(secret)
                .require()
                .getMetadata()
                .getResourceVersion();
    }

    private static Instant createdAt(RequestSeen request) {
        return Instant.parse(request.created().at("/metadata/creationTimestamp").asText());
    }
}
