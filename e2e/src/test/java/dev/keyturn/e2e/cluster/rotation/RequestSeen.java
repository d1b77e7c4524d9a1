// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.e2e.cluster.Cluster;
import dev.keyturn.e2e.cluster.Watched;
import dev.keyturn.e2e.cluster.rotation.Chronicle.Sight;
import dev.keyturn.e2e.process.KeyturnOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// A request that a test has made, and all that it went through.
///
/// @param applied the moment before it was made
record RequestSeen(Cluster cluster, KeyturnOperator operator, JsonNode created, Instant applied, Chronicle chronicle)
        implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Set<String> TERMINAL = Set.of("Successful", "Failed", "Skipped");

    String name() {
        return created.at("/metadata/name").asText();
    }

    String uid() {
        return created.at("/metadata/uid").asText();
    }

    /// Its last version, once it has ended in this phase.
    Sight awaitPhase(String phase) {
        Sight end = await(
                "phase " + phase,
                sight -> TERMINAL.contains(sight.phase()) || sight.phase().equals(phase));
        if (!end.phase().equals(phase)) {
            throw new AssertionError("It ended as " + end.phase() + ", not " + phase + "\n" + story());
        }
        return TERMINAL.contains(phase) ? await("no finalizer after its end", RequestSeen::isLetGo) : end;
    }

    private static boolean isLetGo(Sight sight) {
        return TERMINAL.contains(sight.phase())
                && sight.object().at("/metadata/finalizers").isEmpty();
    }

    /// The first version, old or new, that is so.
    Sight await(String what, Predicate<Sight> is) {
        try {
            return chronicle.await(what, PATIENCE, is);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + Watched.tail(operator), e);
        }
    }

    /// Waits until it has been deleted altogether.
    void awaitGone() {
        try {
            chronicle.awaitGone(PATIENCE);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + Watched.tail(operator), e);
        }
    }

    void delete() {
        cluster.delete(created);
    }

    /// `type/reason`, of its last version.
    List<String> conditions() {
        return last().conditions().stream()
                .map(condition -> condition.path("type").asText() + "/"
                        + condition.path("reason").asText())
                .toList();
    }

    String message(String type) {
        return last().condition(type)
                .map(condition -> condition.path("message").asText())
                .orElseThrow(() -> new AssertionError("no condition " + type + "\n" + story()));
    }

    String reason(String type) {
        return last().condition(type)
                .map(condition -> condition.path("reason").asText())
                .orElseThrow(() -> new AssertionError("no condition " + type + "\n" + story()));
    }

    Sight last() {
        return chronicle.sights().getLast();
    }

    /// What it went through, and what the operator said.
    String story() {
        return chronicle + "\n" + Watched.tail(operator);
    }

    @Override
    public void close() {
        chronicle.close();
    }
}
