// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.testkit.process.Deadline;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The server lives on, but the wire to one node, or the server's own time, ends in the middle of a run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostCommandIT {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final CrashStage stage = CrashStage.open();

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void a_command_lost_on_the_second_node_fails_the_run_and_no_node_keeps_the_candidate() throws InterruptedException {
        var rotation = stage.project().rotation("lost", stage.connection());
        rotation.rotate().ok();
        var sets = rotation.sets();
        var users = stage.madeUsers();
        stage.board().arm(new Trap(Blow.in(Step.APPLY).atNode(1), 2, ""));
        var run = CompletableFuture.supplyAsync(rotation::rotate);
        assertThat(stage.board().awaitShut(Deadline.in(PATIENCE))).isTrue();
        assertThat(stage.madeUsers().getFirst())
                .as("the first node has the candidate")
                .hasSize(users.getFirst().size() + 1);

        stage.board().bury(false);
        stage.board().expectAnotherClient();
        stage.board().open();

        assertThat(run.join())
                .isError(500, "InternalServerError")
                .says("127.0.0.1:" + stage.wires().getLast().port());
        stage.await(
                "the candidate has been undone",
                () -> rotation.resource().path("intent").isNull());
        assertThat(stage.madeUsers()).isEqualTo(users);
        assertThat(rotation.sets()).isEqualTo(sets).allMatch(stage::logsInEverywhere);
        assertThat(rotation.resource().path("rotationStatus").asText()).isEqualTo("failed");
        assertThat(rotation.rotate()).isOk();
    }

    @Test
    void sigterm_in_the_middle_of_a_run_finishes_its_step_and_ends_with_0() throws InterruptedException {
        var rotation = stage.project().rotation("stopped", stage.connection());
        stage.board().arm(new Trap(Blow.in(Step.APPLY), 2, ""));
        var run = CompletableFuture.supplyAsync(() -> stage.project().api().attempt(rotation::rotate));
        assertThat(stage.board().awaitShut(Deadline.in(PATIENCE))).isTrue();

        var exit = CompletableFuture.supplyAsync(() -> stage.server().stop());
        stage.await("the server drains", this::isDraining);
        stage.board().open();

        assertThat(exit.join()).isZero();
        var answer = run.join();
        stage.server().restart();
        stage.await(
                "the rotation has finished",
                () -> rotation.resource().path("intent").isNull());
        assertThat(answer).hasValueSatisfying(finished -> assertThat(finished).isOk());
        assertThat(rotation.resource().path("credentialVersion").intValue()).isEqualTo(2);
        Set<String> own = rotation.sets().stream().map(set -> set.username()).collect(Collectors.toSet());
        assertThat(own).hasSize(2);
        assertThat(stage.madeUsers()).allSatisfy(users -> assertThat(users).containsAll(own));
    }

    /// Draining, or so far that it takes no connection any more.
    private boolean isDraining() {
        return stage.project()
                .api()
                .attempt(() -> stage.project().api().anonymous().get("/readyz"))
                .map(answer -> answer.status() == 503)
                .orElse(true);
    }
}
