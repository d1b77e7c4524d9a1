// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.e2e.cluster.Cluster;
import dev.keyturn.e2e.cluster.Sample;
import dev.keyturn.e2e.cluster.Watched;
import dev.keyturn.e2e.process.KeyturnOperator;
import dev.keyturn.testkit.client.NewConnection.Answer;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One database whose password is changed, and all that is seen of it meanwhile.
///
/// @param chronicle of the database object
record Rotated(
        Cluster cluster,
        KeyturnOperator operator,
        Engine engine,
        Watched database,
        Pods pods,
        Chronicle chronicle,
        SecretsSeen secrets,
        EventsSeen events)
        implements AutoCloseable {

    private static final String LOCK = "/metadata/annotations/keyturn.dev~1paused-by";

    /// Makes it, and returns when it is Ready.
    static Rotated start(Cluster cluster, KeyturnOperator operator, Engine engine, Sample sample) {
        var secrets = SecretsSeen.of(cluster);
        var events = EventsSeen.of(cluster);
        var chronicle = Chronicle.of(cluster, engine.apiVersion(), engine.kind(), sample.name());
        var database = Watched.create(cluster, operator, sample);
        var rotated = new Rotated(
                cluster, operator, engine, database, Pods.of(cluster, sample.name()), chronicle, secrets, events);
        rotated.database.awaitPhase("Ready");
        return rotated;
    }

    ClusterPublication publication() {
        return new ClusterPublication(
                cluster.client(), cluster.namespace(), engine.apiVersion(), engine.plural(), database.name());
    }

    Login published() {
        return pairs().current();
    }

    Published pairs() {
        try {
            return publication().read();
        } catch (Publication.Unreadable e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The Secret that the database names.
    String secretName() {
        return database.now().at("/spec/authSecret/name").asText();
    }

    /// The Service first, then each pod.
    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        targets.add(Target.fixed("Service " + database.name(), service(), engine.connection()));
        pods.names()
                .forEach(pod -> targets.add(
                        new Target("pod " + pod, () -> pods.address(pod, engine.port()), engine.connection())));
        return targets;
    }

    Probes probes() {
        return Probes.start(publication(), targets(), engine);
    }

    RequestSeen request(Wanted wanted) {
        var applied = InstantSource.system().instant();
        var chronicle = Chronicle.of(cluster, "ops.kubedb.com/v1alpha1", engine.requestKind(), wanted.name());
        JsonNode created = cluster.create(wanted.manifest(engine, database.name()));
        return new RequestSeen(cluster, operator, created, applied, chronicle);
    }

    /// Another pod under this name, whose container has never died: the kubelet starts one that did only after a while.
    void freshPod(String name) {
        String former = pods.named(name).orElseThrow().getMetadata().getUid();
        var pod = cluster.client().pods().inNamespace(cluster.namespace()).withName(name);
        pod.delete();
        pod.waitUntilCondition(
                seen -> seen != null && !seen.getMetadata().getUid().equals(former) && Readiness.isPodReady(seen),
                90,
                TimeUnit.SECONDS);
        database.awaitPhase("Ready");
    }

    /// To a generated password and back to calm, for a test that only needs it to have happened.
    void rotate(Wanted wanted) {
        try (var request = request(wanted)) {
            request.awaitPhase("Successful");
        }
    }

    Login login(String user, String password) {
        return Login.of(new AccountName(user), Password.of(password));
    }

    /// Every node lets this pair in.
    void assertAccepted(Login login) {
        answers(login).forEach(answer -> assertThat(answer).endsWith(Answer.ACCEPTED.name()));
    }

    /// No node does.
    void assertRefused(Login login) {
        answers(login).forEach(answer -> assertThat(answer).endsWith(Answer.REFUSED.name()));
    }

    /// After a request, however it ended (I4): the published pair is the live one, and nothing of the work is left.
    void assertSettled(RequestSeen request) {
        assertAccepted(published());
        assertThat(isPaused()).as(chronicle.toString()).isFalse();
        assertThat(database.now().at(LOCK).isMissingNode()).isTrue();
        assertThat(secrets.intents(request.uid())).as("intents").hasSizeLessThanOrEqualTo(1);
        assertThat(secrets.candidates(request.uid())).as("candidates").hasSizeLessThanOrEqualTo(1);
        assertNothingIsLeft(request);
    }

    /// Neither the intent nor the finalizer.
    void assertNothingIsLeft(RequestSeen request) {
        assertThat(database.secret(request.name() + "-keyturn-intent", "password"))
                .isEmpty();
        if (!request.chronicle().isGone()) {
            assertThat(request.last().object().at("/metadata/finalizers")).isEmpty();
        }
    }

    boolean isPaused() {
        return Stream.of(database.now().at("/status/conditions"))
                .flatMap(conditions -> {
                    List<JsonNode> list = new ArrayList<>();
                    conditions.forEach(list::add);
                    return list.stream();
                })
                .anyMatch(condition -> condition.path("type").asText().equals("Paused")
                        && condition.path("status").asText().equals("True"));
    }

    @Override
    public void close() {
        pods.close();
        chronicle.close();
        secrets.close();
        events.close();
    }

    private List<String> answers(Login login) {
        assertThat(pods.names()).isNotEmpty();
        return pods.names().stream().map(pod -> pod + " " + answer(pod, login)).toList();
    }

    private String answer(String pod, Login login) {
        Optional<InetSocketAddress> address = pods.address(pod, engine.port());
        try {
            return engine.connection().apply(address.orElseThrow()).logIn(login).name();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private InetSocketAddress service() {
        String address = cluster.client()
                .services()
                .inNamespace(cluster.namespace())
                .withName(database.name())
                .require()
                .getSpec()
                .getClusterIP();
        return new InetSocketAddress(address, engine.port());
    }
}
