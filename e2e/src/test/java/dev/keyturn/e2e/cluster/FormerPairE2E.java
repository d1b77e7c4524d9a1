// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keyturn.e2e.process.KeyturnOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;

/// What stays of a pair that is published no more, and how it ends (contract §8.2, §8.5).
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormerPairE2E {

    private static final String UNTIL = "keyturn.dev/previous-valid-until";
    private static final String DROP = "keyturn.dev/previous-drop-after";
    private static final String PAUSED_BY = "keyturn.dev/paused-by";
    /// `Cluster` has six nodes, and takes longer.
    private static final String MODE = System.getProperty("keyturn.cluster.grace", "Standalone");
    private static final String CANDIDATE = "Of-A-Request-That-Is-Gone-1";

    private final InstantSource clock = InstantSource.system();
    private Cluster cluster;
    private KeyturnOperator operator;
    private Watched dated;
    private Watched left;

    @BeforeAll
    void start() {
        cluster = Cluster.open("former");
        operator = OperatorProcess.start(cluster.namespace(), "provisioner,petset,ops-manager");
        dated = Watched.create(
                cluster, operator, Sample.redis("dated").with("mode", MODE).with("deletionPolicy", "Delete"));
        left = Watched.create(cluster, operator, Sample.redis("left").with("deletionPolicy", "Delete"));
        dated.awaitPhase("Ready");
        left.awaitPhase("Ready");
    }

    @AfterAll
    void end() {
        operator.close();
        cluster.close();
    }

    @Test
    void Z4_the_former_password_logs_in_until_its_date_on_every_node_and_Z14_leaves_the_secret_later() {
        String former = dated.password();
        cluster.create(
                "{apiVersion: ops.kubedb.com/v1alpha1, kind: RedisOpsRequest, metadata: {name: rotate, annotations:"
                        + " {keyturn.dev/restart: Never, keyturn.dev/grace-period: 15s, keyturn.dev/previous-retention: 18s}},"
                        + " spec: {type: RotateAuth, databaseRef: {name: dated}}}");
        dated.await("a date", seen -> annotation(seen, UNTIL).isPresent());
        String published = dated.password();
        Instant until = Instant.parse(dated.now()
                .at("/metadata/annotations/keyturn.dev~1previous-valid-until")
                .asText());
        Map<String, String> data = new HashMap<>(data("dated-auth"));

        int rounds = 0;
        while (clock.instant().isBefore(until.minusMillis(500))) {
            onEveryNode(dated, pod -> {
                login(dated, pod, former);
                login(dated, pod, published);
            });
            rounds++;
        }
        dated.await("no former password", seen -> annotation(seen, UNTIL).isEmpty());

        assertThat(rounds).isGreaterThan(3);
        onEveryNode(dated, pod -> {
            assertRefused(dated, pod, former);
            login(dated, pod, published);
        });
        assertThat(dated.secret(config(dated), "keyturn.accept")).hasValue(sha256(published));
        assertThat(dated.secret(config(dated), "keyturn.masterauth")).hasValue(published);
        assertThat(published).isNotEqualTo(former);
        assertThat(dated.secret("dated-auth", "password.prev")).hasValue(former);

        dated.await("no former pair", seen -> annotation(seen, DROP).isEmpty());
        data.keySet().removeAll(List.of("username.prev", "password.prev"));
        assertThat(data("dated-auth")).isEqualTo(data).containsOnlyKeys("username", "password");
        assertThat(events("dated")).contains("PreviousCredentialRetired", "PreviousCredentialDropped");
        dated.awaitPhase("Ready");
    }

    @Test
    void a_candidate_of_a_request_that_is_gone_is_refused_before_its_pause_is_lifted() {
        String published = left.password();
        accept(left, published, CANDIDATE);
        boot(left, published, CANDIDATE);
        pause(left);

        left.await("no pause", seen -> annotation(seen, PAUSED_BY).isEmpty());

        assertRefused(left, "left-0", CANDIDATE);
        login(left, "left-0", published);
        assertThat(left.secret(config(left), "keyturn.accept")).hasValue(sha256(published));
        assertThat(left.conditions()).doesNotContain("Paused=True");
    }

    @Test
    void a_secret_that_is_deleted_is_made_again_with_the_pair_that_the_node_accepts() {
        String published = left.password();
        var secret = cluster.client().secrets().inNamespace(cluster.namespace()).withName("left-auth");
        String uid = secret.require().getMetadata().getUid();

        secret.delete();
        secret.waitUntilCondition(
                found -> found != null && !uid.equals(found.getMetadata().getUid()), 60, TimeUnit.SECONDS);

        assertThat(left.password()).isEqualTo(published);
        assertThat(left.secret("left-auth", "username")).hasValue("default");
        login(left, "left-0", left.password());
    }

    /// As a request leaves it that was removed with its finalizer. The lock comes last: with it the pause is lifted.
    private void pause(Watched database) {
        var conditions = database.now().at("/status/conditions").deepCopy();
        ((ArrayNode) conditions)
                .addObject()
                .put("type", "Paused")
                .put("status", "True")
                .put("reason", "Paused")
                .put("lastTransitionTime", "2026-01-01T00:00:00Z");
        database.patchStatus("{\"status\": {\"conditions\": " + conditions + "}}");
        annotate(database, Map.of(PAUSED_BY, "RedisOpsRequest/gone/00000000-0000-0000-0000-000000000000"));
    }

    private void annotate(Watched database, Map<String, String> annotations) {
        database.patch("{\"metadata\": {\"annotations\": " + json(annotations) + "}}");
    }

    private static Optional<String> annotation(GenericKubernetesResource seen, String name) {
        return Optional.ofNullable(seen.getMetadata().getAnnotations()).map(all -> all.get(name));
    }

    /// One more password of `default`, as a request adds it.
    private static void accept(Watched database, String login, String further) {
        try (var jedis = new Jedis(database.podAddress(database.name() + "-0"), 6379)) {
            jedis.auth(login);
            assertThat(jedis.aclSetUser("default", "#" + sha256(further))).isEqualTo("OK");
        }
    }

    private void boot(Watched database, String one, String other) {
        secret(config(database), Map.of("keyturn.accept", sha256(one) + " " + sha256(other)));
    }

    private Map<String, String> data(String secret) {
        return cluster.client()
                .secrets()
                .inNamespace(cluster.namespace())
                .withName(secret)
                .require()
                .getData();
    }

    private void secret(String name, Map<String, String> texts) {
        cluster.client()
                .secrets()
                .inNamespace(cluster.namespace())
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"stringData\": " + json(texts) + "}");
    }

    private static String json(Map<String, String> texts) {
        var object = JsonNodeFactory.instance.objectNode();
        texts.forEach(object::put);
        return object.toString();
    }

    private static String config(Watched database) {
        return database.name() + "-" + database.uid().substring(database.uid().length() - 6);
    }

    private static void onEveryNode(Watched database, Consumer<String> look) {
        assertThat(database.names("pods")).isNotEmpty().allSatisfy(look);
    }

    private static void login(Watched database, String pod, String password) {
        try (var jedis = new Jedis(database.podAddress(pod), 6379)) {
            jedis.auth(password);
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }

    private static void assertRefused(Watched database, String pod, String password) {
        assertThatThrownBy(() -> login(database, pod, password))
                .isInstanceOf(JedisAccessControlException.class)
                .hasMessageContaining("WRONGPASS");
    }

    private Iterable<String> events(String database) {
        return cluster.client().v1().events().inNamespace(cluster.namespace()).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(database))
                .map(event -> event.getReason())
                .toList();
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
