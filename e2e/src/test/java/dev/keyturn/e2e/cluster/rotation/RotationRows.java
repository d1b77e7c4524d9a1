// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.e2e.cluster.Cluster;
import dev.keyturn.e2e.cluster.OperatorProcess;
import dev.keyturn.e2e.process.KeyturnOperator;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// What holds for a rotation that goes well, whatever the engine: one to a generated password and one to a user's
/// Secret, both without a restart, then one with. All of them are under probes from before to after.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class RotationRows {

    static final String POD = "orders-0";

    private static final int LAST = Integer.MAX_VALUE;

    private final Engine engine;

    private Cluster cluster;
    private KeyturnOperator operator;
    private Rotated orders;
    private Story generated;
    private Story own;

    RotationRows(Engine engine) {
        this.engine = engine;
    }

    /// `type/reason` of each condition, in their order, without the per-pod entries.
    abstract List<String> conditions();

    /// Those of a request that restarts [#POD].
    abstract List<String> conditionsOfARestart();

    /// What KubeDB's events are called here.
    abstract List<String> events();

    @BeforeAll
    void start() {
        cluster = Cluster.open("rotate");
        operator = OperatorProcess.start(cluster.namespace(), "provisioner,ops-manager,petset");
        orders = Rotated.start(
                cluster,
                operator,
                engine,
                engine.sample()
                        .apply("orders")
                        .with("authSecret", "{rotateAfter: 720h}")
                        .with("deletionPolicy", "WipeOut"));
        generated = Story.of(orders, Wanted.live("generated"));
        cluster.create(Wanted.secret("team-auth", engine.user(), "Harbor-Lantern-42"));
        own = Story.of(orders, Wanted.live("own").of("team-auth"));
        System.out.printf(
                "%s: from apply to the published pair %d ms generated, %d ms from a Secret; to the end %d and %d ms%n",
                engine,
                generated.untilPublished().toMillis(),
                own.untilPublished().toMillis(),
                generated.whole().toMillis(),
                own.whole().toMillis());
        System.out.println(generated.published());
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

    Story generated() {
        return generated;
    }

    @Test
    void A7_generated_the_same_secret_holds_another_password_and_exactly_the_former_pair() {
        assertThat(generated.after().current().account())
                .isEqualTo(generated.before().current().account());
        assertThat(generated.after().current()).isNotEqualTo(generated.before().current());
        assertThat(generated.after().previous()).contains(generated.before().current());
        var database = named(generated, "orders-auth");
        assertThat(database.at("/spec/authSecret/externallyManaged").asBoolean())
                .isFalse();
        assertThat(since(database))
                .isAfterOrEqualTo(generated.request().applied().minusSeconds(1));
        assertThat(database.at("/spec/authSecret/rotateAfter").asText()).isEqualTo("720h");
    }

    @Test
    void A8_user_supplied_the_database_names_the_users_secret_which_holds_the_former_pair() {
        var database = named(own, "team-auth");
        assertThat(database.at("/spec/authSecret/externallyManaged").asBoolean())
                .isTrue();
        assertThat(database.at("/spec/authSecret/kind").asText()).isEqualTo("Secret");
        assertThat(database.at("/spec/authSecret/rotateAfter").asText()).isEqualTo("720h");
        assertThat(since(database)).isAfterOrEqualTo(own.request().applied().minusSeconds(1));

        assertThat(own.after().previous()).contains(generated.after().current());
        var secret = cluster.client()
                .secrets()
                .inNamespace(cluster.namespace())
                .withName("team-auth")
                .require();
        assertThat(secret.getMetadata().getAnnotations())
                .containsEntry(
                        "kubedb.com/auth-active-from",
                        database.at("/spec/authSecret/activeFrom").asText());
        assertThat(orders.database()
                        .items("appbindings")
                        .getFirst()
                        .at("/spec/secret/name")
                        .asText())
                .isEqualTo("team-auth");
    }

    @Test
    void A8_the_former_secret_stays_as_it_was() {
        var former = orders.secrets().versions("orders-auth", own.request().applied());

        assertThat(former).isEmpty();
    }

    @Test
    void A9_conditions_have_the_types_reasons_and_order_of_the_contract() {
        assertThat(generated.request().conditions()).isEqualTo(conditions());
        assertThat(own.request().conditions()).isEqualTo(conditions());
        assertThat(generated.request().last().conditions()).allSatisfy(condition -> {
            assertThat(condition.path("status").asText()).isEqualTo("True");
            assertThat(condition.path("observedGeneration").asInt()).isEqualTo(1);
        });
        assertThat(generated
                        .request()
                        .last()
                        .object()
                        .at("/status/observedGeneration")
                        .asInt())
                .isEqualTo(1);
        assertThat(generated
                        .request()
                        .message(conditions().get(conditions().size() - 2).split("/", -1)[0]))
                .isEqualTo("skipped by keyturn.dev/restart=Never");
    }

    @Test
    void A9_events_have_the_reasons_and_order_of_the_contract() {
        assertThat(orders.events().reasons(generated.request().uid()))
                .filteredOn(reason -> !reason.startsWith("Previous"))
                .isEqualTo(events());
        assertThat(orders.events().reasons(orders.database().uid())).contains("CredentialPublished");
    }

    @Test
    void A10_scripts_can_wait_on_the_phases_and_people_read_them_in_the_column() {
        assertThat(generated.request().chronicle().turns(Chronicle.Sight::phase))
                .filteredOn(phase -> !phase.isEmpty() && !phase.equals("Pending"))
                .containsExactly("Progressing", "Successful");
        var table = cluster.table(
                "/apis/ops.kubedb.com/v1alpha1/namespaces/" + cluster.namespace() + "/" + engine.requestPlural());
        assertThat(table.path("rows").toString()).contains("[\"generated\",\"RotateAuth\",\"Successful\"");
    }

    @Test
    void A14_paused_is_true_while_the_request_works_and_gone_after() {
        for (Story story : List.of(generated, own)) {
            assertThat(turnsOfThePause(story)).as(story.request().story()).containsExactly(false, true, false);
        }
    }

    @Test
    void A26_without_a_restart_no_pod_is_another_one() {
        assertThat(own.podsAfter()).isEqualTo(generated.podsBefore());
    }

    @Test
    void Z1_Z5_nobody_is_refused_nothing_is_unavailable_and_the_phase_is_ready_throughout() {
        for (Story story : List.of(generated, own)) {
            assertThat(story.published().refused())
                    .as(story.published().toString())
                    .isEmpty();
            assertThat(story.published().unavailable())
                    .as(story.published().toString())
                    .isEmpty();
            assertThat(story.published().slowest()).isLessThanOrEqualTo(engine.slowestLogin());
            assertThat(story.either().refused()).as(story.either().toString()).isEmpty();
            assertThat(story.either().unavailable())
                    .as(story.either().toString())
                    .isEmpty();
            assertThat(story.database()).allMatch(sight -> sight.phase().equals("Ready"));
        }
    }

    @Test
    void Z13_former_passwords_are_refused_on_every_node() {
        orders.assertRefused(generated.before().current());
        orders.assertRefused(own.before().current());
    }

    @Test
    void one_request_draws_one_candidate_and_leaves_no_intent() {
        for (Story story : List.of(generated, own)) {
            String uid = story.request().uid();
            assertThat(orders.secrets().intents(uid)).hasSize(1);
            assertThat(orders.secrets().candidates(uid)).hasSize(1);
            orders.assertNothingIsLeft(story.request());
        }
    }

    @Test
    @Order(LAST - 1)
    void Z2_A24_A26_a_restart_cuts_connections_only_between_eviction_and_ready_and_refuses_nobody() {
        var rolling = Story.of(orders, Wanted.rotation("rolling"));

        assertThat(rolling.request().conditions()).isEqualTo(conditionsOfARestart());
        assertThat(rolling.published().refused())
                .as(rolling.published().toString())
                .isEmpty();
        assertThat(rolling.either().refused()).as(rolling.either().toString()).isEmpty();
        var absences = orders.pods().absences(POD);
        assertThat(Stream.concat(rolling.published().unavailable().stream(), rolling.either().unavailable().stream())
                        .toList())
                .as(absences.toString())
                .allMatch(attempt -> absences.stream().anyMatch(absence -> absence.explains(attempt)));
        assertThat(rolling.podsAfter()).doesNotContainAnyElementsOf(rolling.podsBefore());
        var pod = orders.pods().named(POD).orElseThrow();
        assertThat(pod.getMetadata().getAnnotations())
                .containsEntry("keyturn.dev/auth-revision", rolling.request().uid());
        assertThat(orders.pods().secretsInEnvironment(POD)).contains(orders.secretName());
        orders.assertSettled(rolling.request());
        System.out.println(rolling.published());
    }

    @Test
    @Order(LAST)
    void A19_no_password_hash_or_verifier_is_anywhere_else() {
        var secrets = orders.secrets().secrets();

        assertThat(secrets).hasSizeGreaterThan(3);
        assertThat(SecretScan.of(cluster, operator).hits(secrets)).isEmpty();
    }

    private static List<Boolean> turnsOfThePause(Story story) {
        return Chronicle.turns(story.database(), sight -> sight.isTrue("Paused"));
    }

    /// The version of the database in which it named this Secret last.
    private static JsonNode named(Story story, String secret) {
        var last = story.database().getLast().object();
        assertThat(last.at("/spec/authSecret/name").asText()).isEqualTo(secret);
        return last;
    }

    private static Instant since(JsonNode database) {
        return Instant.parse(database.at("/spec/authSecret/activeFrom").asText());
    }
}
