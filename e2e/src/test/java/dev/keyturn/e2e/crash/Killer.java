// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.e2e.api.Answer;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.api.Rotation;
import dev.keyturn.testkit.process.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Kills the server in the middle of a run, starts it again, and holds what it finds against what must never be lost.
final class Killer {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final CrashStage stage;
    private final Rotation rotation;
    private final String name;

    Killer(CrashStage stage, Rotation rotation, String name) {
        this.stage = stage;
        this.rotation = rotation;
        this.name = name;
    }

    /// Rotates, and kills as planned; the state of the intent that was open when the process died, if one was.
    Optional<String> kill(Blow blow) {
        var before = rotation.resource();
        var superseded = rotation.sets().get(1 - before.path("activeIndex").intValue());
        killDuring(blow, superseded.username(), rotation::rotate);
        Optional<String> intent = openIntent();
        if (!blow.frozen()) {
            assertThat(stage.logsInEverywhere(rotation.published()))
                    .as("the published set logs in right after the restart, %s", blow)
                    .isTrue();
        }
        release(blow);
        stage.await("the rotation has finished", () -> openIntent().isEmpty() && !isRunning());
        assertNothingIsLost(blow, before);
        return intent;
    }

    /// Lets `request` run until the blow falls, and starts the server again with every node out of its reach.
    void killDuring(Blow blow, String superseded, Supplier<Answer> request) {
        stage.board().arm(new Trap(blow, stage.nodes().size(), superseded));
        var caller = CompletableFuture.supplyAsync(() -> stage.project().api().attempt(request));
        awaitBlow(blow, caller);
        if (blow.frozen()) {
            stage.freeze();
        }
        stage.server().kill();
        stage.board().bury(blow.frozen());
        assertThat(caller.join()).as("an answer to whoever asked, %s", blow).isEmpty();
        stage.board().expectAnotherClient();
        stage.server().restart();
    }

    /// Gives the nodes back to the server; a command that was under way lands now.
    void release(Blow blow) {
        if (blow.frozen()) {
            stage.thaw();
        }
        stage.board().open();
    }

    private void awaitBlow(Blow blow, CompletableFuture<Optional<Answer>> caller) {
        try {
            if (!stage.board().awaitShut(Deadline.in(PATIENCE))) {
                throw new AssertionError(blow + " never fell; the run was answered " + caller.join());
            }
            caller.get(blow.delay().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            // as it should be: the run is under way
        } catch (ExecutionException e) {
            throw new AssertionError("The run ended before " + blow, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + blow, e);
        }
    }

    private Optional<String> openIntent() {
        JsonNode intent = rotation.resource().path("intent");
        return intent.isNull()
                ? Optional.empty()
                : Optional.of(intent.path("state").asText());
    }

    private boolean isRunning() {
        return rotation.attempts()
                .ok()
                .each("/attempts")
                .anyMatch(attempt -> attempt.path("outcome").asText().equals("running"));
    }

    private void assertNothingIsLost(Blow blow, JsonNode before) {
        var after = rotation.resource();
        var published = rotation.published();
        int version = after.path("credentialVersion").intValue();
        assertThat(version)
                .as("version after %s", blow)
                .isBetween(
                        before.path("credentialVersion").intValue(),
                        before.path("credentialVersion").intValue() + 1);
        assertThat(stage.logsInEverywhere(published)).as("login after %s", blow).isTrue();
        Set<String> known = liveSets().stream().map(Rotation.Pair::username).collect(Collectors.toSet());
        assertThat(stage.madeUsers())
                .as("users after %s", blow)
                .allSatisfy(users -> assertThat(users).isEqualTo(known));
        assertThat(liveSets()).as("sets after %s", blow).allMatch(stage::logsInEverywhere);
        for (String secret : List.of(Project.usernameOf(name), Project.passwordOf(name))) {
            assertThat(stage.project().secret(secret).ok().at("/secret/version").intValue())
                    .as("one version of %s for each published set, %s", secret, blow)
                    .isEqualTo(version);
        }
        assertThat(stage.project().secretValue(Project.passwordOf(name))).isEqualTo(published.password());
    }

    private List<Rotation.Pair> liveSets() {
        return rotation.sets().stream().filter(set -> !set.password().isEmpty()).toList();
    }
}
