// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Answer;
import dev.keyturn.e2e.api.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A pair of PostgreSQL users that take turns.
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresRowsIT {

    private static final int ROTATIONS = Integer.getInteger("keyturn.rotations", 20);

    private final PostgresStage stage = PostgresStage.on(Store.SQLITE.installation(), "postgres-rows");

    @AfterAll
    void close() {
        stage.close();
    }

    /// The users of the stage, as a catalogue knows them.
    private List<String> verifiers(String name) {
        return stage.postgres()
                .rows("SELECT rolname || ' ' || coalesce(rolpassword, '') FROM pg_authid WHERE rolname LIKE '" + name
                        + "%' ORDER BY rolname");
    }

    @Test
    void users_take_turns_and_the_one_before_logs_in_until_its_own_turn() {
        stage.makeUsers("turns_a", "turns_b");
        stage.postgres().admin("ALTER ROLE turns_b PASSWORD 'as-it-was'");
        var rotation = stage.project().created(PostgresStage.TYPE, stage.body("turns"));
        var first = rotation.published();

        assertThat(first.username()).isEqualTo("turns_a");
        assertThat(stage.logsIn(first)).isTrue();
        assertThat(stage.postgres().accepts("turns_b", "as-it-was"))
                .as("creation changes the first user only (K3)")
                .isTrue();

        assertThat(rotation.rotate()).isOk().has("/secretRotation/activeIndex", 1);
        var second = rotation.published();
        assertThat(second.username()).isEqualTo("turns_b");
        assertThat(List.of(first, second)).allMatch(stage::logsIn);

        assertThat(rotation.rotate()).isOk().has("/secretRotation/activeIndex", 0);
        assertThat(stage.logsIn(first)).isFalse();
        assertThat(List.of(second, rotation.published())).allMatch(stage::logsIn);
    }

    @Test
    void row_36_a_plan_says_what_is_missing_and_changes_nothing() {
        stage.postgres().admin("CREATE ROLE plan_a LOGIN", "CREATE ROLE plan_b LOGIN");
        stage.postgres().admin("GRANT plan_a TO rotator WITH ADMIN OPTION");
        var rotation = stage.project().created(PostgresStage.TYPE, stage.body("plan"));
        var before = verifiers("plan");

        var lacking = rotation.plan().ok();
        stage.postgres().admin(cure(lacking));
        var cured = rotation.plan().ok();

        assertThat(lacking).has("/plan/feasible", false).has("/plan/account", "plan_b");
        assertThat(cured).has("/plan/feasible", true);
        assertThat(cured.at("/plan/steps/0/statement").asText())
                .contains("plan_b")
                .contains("********");
        assertThat(verifiers("plan")).isEqualTo(before);
        assertThat(rotation.rotate()).isOk();
    }

    /// The statement that the failed check ends with.
    private static String cure(Answer plan) {
        String message = plan.each("/plan/checks")
                .filter(check -> check.path("outcome").asText().equals("fail"))
                .findFirst()
                .orElseThrow()
                .path("message")
                .asText();
        assertThat(message).endsWith("GRANT \"plan_b\" TO \"rotator\" WITH ADMIN OPTION;");
        return message.substring(message.lastIndexOf("GRANT "));
    }

    @Test
    void row_37_a_client_that_is_still_logged_in_with_the_previous_set_appears_in_usage() throws Exception {
        stage.makeUsers("usage_a", "usage_b");
        stage.postgres().admin("GRANT pg_monitor TO rotator");
        var rotation = stage.project().created(PostgresStage.TYPE, stage.body("usage"));
        var first = rotation.published();

        try (var client = stage.postgres().connect(first.username(), first.password())) {
            rotation.rotate().ok();

            var usage = rotation.usage().ok();

            assertThat(client.isClosed()).isFalse();
            assertThat(usage)
                    .has("/usage/sets/0/username", "usage_a")
                    .has("/usage/sets/0/state", "grace")
                    .has("/usage/sets/0/clients/0/count", 1)
                    .has("/usage/sets/1/username", "usage_b")
                    .has("/usage/sets/1/state", "active");
        }
    }

    @Test
    void row_40_any_symbol_survives_many_rotations_by_the_owners_statement() {
        stage.makeUsers("symbols_a", "symbols_b");
        var rotation = stage.project().created(PostgresStage.TYPE, Json.merged(stage.body("symbols"), """
                        {"parameters": {
                           "username1": "symbols_a", "username2": "symbols_b",
                           "rotationStatement": "ALTER USER \\"{{username}}\\" WITH PASSWORD '{{password}}'",
                           "passwordRequirements": {"length": 40, "allowedSymbols": "`&<>\\"'=;?\\\\",
                             "required": {"digits": 4, "lowercase": 4, "uppercase": 4, "symbols": 12}}}}"""));

        for (int i = 0; i < ROTATIONS; i++) {
            rotation.rotate().ok();
            assertThat(stage.logsIn(rotation.published())).as("rotation %s", i).isTrue();
        }

        assertThat(rotation.read()).has("/secretRotation/credentialVersion", ROTATIONS + 1);
    }
}
