// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A pair of SQL users that take turns, through the packaged server: what each engine has to pass.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SqlRows {

    /// A hundred in the continuous build.
    private static final int ROTATIONS = Integer.getInteger("keyturn.rotations", 20);

    private final SqlStage stage;

    SqlRows(SqlEngine engine) {
        stage = SqlStage.on(Store.SQLITE.installation(), engine);
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void users_take_turns_and_the_one_before_logs_in_until_its_own_turn() {
        var rotation = stage.rotation("turns");
        var first = rotation.published();
        assertThat(first.username()).isEqualTo("turns_a");
        assertThat(stage.engine().accepts("turns_a", SqlStage.AS_IT_WAS)).isFalse();
        assertThat(stage.engine().accepts("turns_b", SqlStage.AS_IT_WAS))
                .as("creation changes the first user only (K3)")
                .isTrue();
        assertThat(rotation.sets()).containsExactly(first);

        assertThat(rotation.rotate()).isOk().has("/secretRotation/activeIndex", 1);
        var second = rotation.published();
        assertThat(second.username()).isEqualTo("turns_b");
        assertThat(rotation.sets()).containsExactly(first, second).allMatch(stage::logsIn);

        assertThat(rotation.rotate()).isOk().has("/secretRotation/activeIndex", 0);
        var third = rotation.published();
        assertThat(rotation.sets()).containsExactly(third, second).allMatch(stage::logsIn);
        assertThat(stage.logsIn(first)).isFalse();

        assertThat(rotation.rotate()).isOk().has("/secretRotation/activeIndex", 1);
        assertThat(rotation.sets()).containsExactly(third, rotation.published()).allMatch(stage::logsIn);
        assertThat(stage.logsIn(second)).isFalse();
        assertThat(stage.project().secretValue(Project.usernameOf("turns"))).isEqualTo("turns_b");
        assertThat(stage.project().secretValue(Project.passwordOf("turns")))
                .isEqualTo(rotation.published().password());
        assertThat(rotation.check()).hasStatus(204);
    }

    @Test
    void the_sample_of_the_contract_is_answered_key_by_key() {
        var sample = Sample.of(stage.type());
        var connection = sample.answer().at("/connection/name").asText();
        var body = sample.request();
        for (String user : List.of("username1", "username2")) {
            stage.engine().makeUser(body.path("parameters").path(user).asText(), SqlStage.AS_IT_WAS);
        }
        stage.project()
                .api()
                .patch(
                        "/api/v1/app-connections/" + stage.engine().app() + "/" + stage.connection(),
                        Json.object("{\"name\": %s}", connection))
                .ok();
        stage.project()
                .api()
                .post(
                        "/api/v1/folders",
                        Json.object(
                                "{\"workspaceId\": %s, \"environment\": \"dev\", \"name\": \"shop\"}",
                                stage.project().id()))
                .ok();
        body.put("projectId", stage.project().id()).put("connectionId", stage.connection());

        var created = stage.project().create(stage.type(), body).ok();

        sample.describes(created.at("/secretRotation"));
        assertThat(Json.keys(sample.answer())).isSubsetOf(RotationKeys.ALL);
        assertThat(Json.keys(created.at("/secretRotation"))).isEqualTo(RotationKeys.ALL);
    }

    @Test
    void any_symbol_survives_many_rotations() {
        var rotation = stage.rotation("symbols", """
                        {"parameters": {
                           "username1": "symbols_a", "username2": "symbols_b",
                           "passwordRequirements": {"length": 40, "allowedSymbols": "`&<>\\"'=;?\\\\",
                             "required": {"digits": 4, "lowercase": 4, "uppercase": 4, "symbols": 12}}}}""");

        for (int i = 0; i < ROTATIONS; i++) {
            rotation.rotate().ok();
            assertThat(stage.logsIn(rotation.published())).as("rotation %s", i).isTrue();
        }

        assertThat(rotation.read()).has("/secretRotation/credentialVersion", ROTATIONS + 1);
    }

    @Test
    void a_plan_names_the_next_user_and_shows_no_password() {
        var rotation = stage.rotation("plan");

        var plan = rotation.plan().ok();

        assertThat(plan).has("/plan/feasible", true).has("/plan/account", "plan_b");
        assertThat(plan.at("/plan/steps/0/statement").asText())
                .contains("plan_b")
                .contains("********");
        assertThat(stage.engine().accepts("plan_b", SqlStage.AS_IT_WAS)).isTrue();
    }

    @Test
    void a_platform_managed_connection_works_on_with_a_password_that_nobody_knows() {
        stage.engine().makeUser("chief", SqlEngine.ADMINS_PASSWORD);
        stage.engine().makeAdmin("chief");
        stage.makeUsers("over");
        var body = stage.connectionBody("managed", "chief").put("isPlatformManagedCredentials", true);

        var made = stage.project().connect(stage.engine().app(), body);

        assertThat(made).isOk().has("/appConnection/isPlatformManagedCredentials", true);
        assertThat(stage.engine().accepts("chief", SqlEngine.ADMINS_PASSWORD)).isFalse();
        var rotation = stage.project()
                .created(
                        stage.type(),
                        Json.merged(stage.body("over"), "{\"connectionId\": %s}", made.text("/appConnection/id")));
        assertThat(rotation.rotate()).isOk();
        assertThat(rotation.sets()).hasSize(2).allMatch(stage::logsIn);
    }

    @Test
    void an_administrator_who_may_not_alter_himself_is_not_managed_and_keeps_his_password() {
        stage.engine().makeUser("powerless", SqlEngine.ADMINS_PASSWORD);
        var body = stage.connectionBody("powerless", "powerless");

        assertThat(stage.project()
                        .connect(stage.engine().app(), Json.merged(body, "{\"isPlatformManagedCredentials\": true}")))
                .isBadRequest()
                .says("powerless", "GRANT")
                .neverSays(SqlEngine.ADMINS_PASSWORD);

        assertThat(stage.engine().accepts("powerless", SqlEngine.ADMINS_PASSWORD))
                .isTrue();
        assertThat(stage.project().connect(stage.engine().app(), body))
                .as("nothing was stored, so the name is free")
                .isOk();
    }

    @Test
    void deleting_with_revocation_leaves_users_that_nobody_logs_in_with() {
        var rotation = stage.rotation("revoked");
        rotation.rotate().ok();
        var sets = rotation.sets();

        assertThat(rotation.delete("?revokeGeneratedCredentials=true&deleteSecrets=true"))
                .isOk();

        assertThat(sets).hasSize(2).noneMatch(stage::logsIn);
        assertThat(stage.project().secret(Project.passwordOf("revoked"))).isNotFound();
    }
}
