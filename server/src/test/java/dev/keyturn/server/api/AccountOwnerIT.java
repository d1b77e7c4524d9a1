// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// No account has two rotations, on a real PostgreSQL (API contract §2.2, check 7).
@TestInstance(Lifecycle.PER_CLASS)
class AccountOwnerIT {
    private SqlWorld world;

    @BeforeAll
    void start() {
        world = new SqlWorld();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void refuses_an_account_that_another_rotation_owns_by_its_address() {
        ObjectNode body = world.pairBody();
        String id = world.post(SqlWorld.ROTATIONS, body.toString()).text("/secretRotation/id");
        String shared = body.at("/parameters/username2").asText();
        world.users("lonely");

        Answer refused = world.post(
                SqlWorld.ROTATIONS, world.rotationBody("lonely", shared).toString());

        assertRefused(refused, shared, body.path("name").asText());
        assertThat(world.postgres.accepts("lonely", SqlWorld.FOUND)).isTrue();
        assertThat(world.delete(SqlWorld.ROTATIONS + "/" + id).status()).isEqualTo(200);
        assertThat(world.post(
                                SqlWorld.ROTATIONS,
                                world.rotationBody("lonely", shared).toString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void knows_a_server_by_its_fingerprint_whatever_it_is_called() {
        ObjectNode body = world.pairBody();
        assertThat(world.post(SqlWorld.ROTATIONS, body.toString()).status()).isEqualTo(200);
        ObjectNode alias = world.connectionBody("alias");
        ((ObjectNode) alias.path("credentials")).put("host", "localhost");
        String other = world.post(SqlWorld.CONNECTIONS, alias.toString()).text("/appConnection/id");

        Answer refused = world.post(
                SqlWorld.ROTATIONS,
                world.rotationBody(
                                body.at("/parameters/username1").asText(),
                                body.at("/parameters/username2").asText())
                        .put("connectionId", other)
                        .toString());

        assertRefused(
                refused,
                body.at("/parameters/username1").asText(),
                body.path("name").asText());
    }

    @Test
    void names_the_other_rotation_only_to_who_may_read_it() {
        ObjectNode body = world.pairBody();
        assertThat(world.post(SqlWorld.ROTATIONS, body.toString()).status()).isEqualTo(200);
        String own = world.post("/api/v2/workspace", "{\"projectName\":\"Own\",\"type\":\"secret-manager\"}")
                .text("/project/id");
        String robot = world.identity("admin", own);
        ObjectNode shared = world.connectionBody("for-all");
        shared.remove("projectId");
        String connection = world.post(SqlWorld.CONNECTIONS, shared.toString()).text("/appConnection/id");

        Answer refused = world.as(
                robot,
                "POST",
                SqlWorld.ROTATIONS,
                world.rotationBody(
                                body.at("/parameters/username1").asText(),
                                body.at("/parameters/username2").asText())
                        .put("projectId", own)
                        .put("connectionId", connection)
                        .toString());

        assertRefused(refused, body.at("/parameters/username1").asText(), "another rotation");
        assertThat(refused.text("/message")).doesNotContain(body.path("name").asText());
    }

    @Test
    void lets_one_of_two_concurrent_creates_win() throws Exception {
        world.users("contested_a", "contested_b");
        List<Callable<Answer>> both = List.of(
                () -> world.post(
                        SqlWorld.ROTATIONS,
                        world.rotationBody("contested_a", "contested_b").toString()),
                () -> world.post(
                        SqlWorld.ROTATIONS,
                        world.rotationBody("contested_b", "contested_a").toString()));

        List<Integer> statuses;
        try (var threads = Executors.newFixedThreadPool(2)) {
            statuses = threads.invokeAll(both).stream()
                    .map(AccountOwnerIT::status)
                    .sorted()
                    .toList();
        }

        assertThat(statuses).containsExactly(200, 400);
    }

    @Test
    void refuses_another_rotations_account_in_a_change_and_changes_nothing() {
        ObjectNode taken = world.pairBody();
        assertThat(world.post(SqlWorld.ROTATIONS, taken.toString()).status()).isEqualTo(200);
        String id = world.rotation();
        ObjectNode change = RotationWorld.object("{}");
        change.putObject("parameters")
                .put("username1", world.shown(id).at("/parameters/username1").asText())
                .put("username2", taken.at("/parameters/username1").asText());

        Answer refused = world.patch(SqlWorld.ROTATIONS + "/" + id, change.toString());

        assertRefused(
                refused,
                taken.at("/parameters/username1").asText(),
                taken.path("name").asText());
        assertThat(world.shown(id).at("/parameters/username2").asText()).endsWith("_b");
    }

    @Test
    void refuses_a_connection_that_logs_in_as_a_user_which_is_rotated_over_it() {
        ObjectNode body = world.pairBody();
        String connection = world.connect("own-user");
        world.post(SqlWorld.ROTATIONS, body.put("connectionId", connection).toString());
        String user = body.at("/parameters/username2").asText();
        ObjectNode change = RotationWorld.object("{}");
        change.set("credentials", world.connectionBody("x").path("credentials"));
        change.withObject("/credentials").put("username", user).put("password", SqlWorld.FOUND);

        Answer refused = world.patch(SqlWorld.CONNECTIONS + "/" + connection, change.toString());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).contains(user, "lock itself out");
        assertThat(world.get(SqlWorld.CONNECTIONS + "/" + connection).text("/appConnection/credentials/username"))
                .isEqualTo(SqlWorld.ADMIN);
    }

    @Test
    void follows_a_connection_to_another_server_unless_somebody_owns_the_accounts_there() {
        ObjectNode here = world.pairBody();
        String first = here.at("/parameters/username1").asText();
        String second = here.at("/parameters/username2").asText();
        try (var there = PostgresServer.start(PostgresSetup.with(PostgresBinaries.embedded()))) {
            there.admin("CREATE ROLE " + SqlWorld.ADMIN + " LOGIN SUPERUSER PASSWORD '"
                    + SqlWorld.ADMIN_PASSWORD.replace("'", "''") + "'");
            there.admin("CREATE ROLE \"" + first + "\" LOGIN", "CREATE ROLE \"" + second + "\" LOGIN");
            ObjectNode elsewhere = world.connectionBody("elsewhere");
            elsewhere.withObject("/credentials").put("port", there.port());
            String connection =
                    world.post(SqlWorld.CONNECTIONS, elsewhere.toString()).text("/appConnection/id");
            ObjectNode same = world.rotationBody(first, second).put("connectionId", connection);
            assertThat(world.post(SqlWorld.ROTATIONS, same.toString()).status()).isEqualTo(200);
            assertThat(world.post(SqlWorld.ROTATIONS, here.toString()).status())
                    .as("the same names on another server are other accounts")
                    .isEqualTo(200);
            ObjectNode change = RotationWorld.object("{}");
            change.set("credentials", world.connectionBody("x").path("credentials"));

            Answer refused = world.patch(SqlWorld.CONNECTIONS + "/" + connection, change.toString());

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("/message")).contains("belongs to another rotation");
            assertThat(world.get(SqlWorld.CONNECTIONS + "/" + connection)
                            .json()
                            .at("/appConnection/credentials/port")
                            .asInt())
                    .isEqualTo(there.port());
        }
    }

    @Test
    void refuses_the_connections_own_user() {
        world.users("innocent");
        String id = world.rotation();
        ObjectNode change = RotationWorld.object("{}");
        change.putObject("parameters").put("username1", "innocent").put("username2", SqlWorld.ADMIN);

        Answer created = world.post(
                SqlWorld.ROTATIONS,
                world.rotationBody("innocent", SqlWorld.ADMIN).toString());
        Answer changed = world.patch(SqlWorld.ROTATIONS + "/" + id, change.toString());

        assertRefused(created, SqlWorld.ADMIN, "lock itself out");
        assertRefused(changed, SqlWorld.ADMIN, "lock itself out");
        assertThat(world.postgres.accepts("innocent", SqlWorld.FOUND)).isTrue();
    }

    @Test
    void goes_to_another_connection_if_the_published_set_logs_in_there() {
        String id = world.rotation();
        String same = world.connect("same");
        world.postgres.admin("CREATE DATABASE closed", "REVOKE CONNECT ON DATABASE closed FROM PUBLIC");
        world.postgres.admin("GRANT CONNECT ON DATABASE closed TO " + SqlWorld.ADMIN);
        ObjectNode body = world.connectionBody("closed");
        ((ObjectNode) body.path("credentials")).put("database", "closed");
        String closed = world.post(SqlWorld.CONNECTIONS, body.toString()).text("/appConnection/id");

        Answer moved = world.patch(SqlWorld.ROTATIONS + "/" + id, "{\"connectionId\":\"" + same + "\"}");
        Answer refused = world.patch(SqlWorld.ROTATIONS + "/" + id, "{\"connectionId\":\"" + closed + "\"}");

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.text("/secretRotation/connection/id")).isEqualTo(same);
        assertRefused(refused, "closed", "do not log in");
        assertThat(world.shown(id).path("connectionId").asText()).isEqualTo(same);
        assertThat(world.rotate(id).status()).isEqualTo(200);
    }

    private static int status(Future<Answer> answer) {
        try {
            return answer.get().status();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(Answer answer, String... texts) {
        assertThat(answer.text("/message")).contains(texts);
        assertThat(answer.status()).isEqualTo(400);
    }
}
