// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `accountSetup` on real servers (API contract §13.2, K11): the newest, and with `-Pevery-postgres` also the oldest,
/// where who may make roles may grant any of them.
class OwnerRoleIT {
    @ParameterizedTest
    @MethodSource("dev.keyturn.testkit.postgres.PostgresBinaries#majors")
    void makes_two_users_of_which_the_second_works_on_what_the_first_made(int major) throws SQLException {
        try (var world = new SqlWorld(PostgresBinaries.of(major))) {
            world.postgres.admin("CREATE ROLE billing NOLOGIN", "GRANT CREATE ON SCHEMA public TO billing");
            if (major >= 16) {
                world.postgres.admin("GRANT billing TO " + SqlWorld.ADMIN + " WITH ADMIN OPTION");
            }
            ObjectNode body = world.rotationBody("billing_a", "billing_b");
            body.putObject("accountSetup").put("createMissing", true).put("ownerRole", "billing");

            Answer made = world.post(SqlWorld.ROTATIONS, body.toString());
            String id = made.text("/secretRotation/id");
            JsonNode first = world.sets(id).get(0);
            run(world, first, "CREATE TABLE invoice (number integer)");
            Answer rotated = world.rotate(id);
            JsonNode second = world.sets(id).get(1);
            run(world, second, "INSERT INTO invoice VALUES (1)");
            run(world, second, "ALTER TABLE invoice ADD COLUMN paid boolean");

            assertThat(made.json().at("/secretRotation/accountSetup").toString())
                    .isEqualTo("{\"createMissing\":true,\"ownerRole\":\"billing\"}");
            assertThat(rotated.status()).isEqualTo(200);
            assertThat(second.path("username").asText()).isEqualTo("billing_b");
            assertThat(world.postgres.rows("SELECT tableowner FROM pg_tables WHERE tablename = 'invoice'"))
                    .containsExactly("billing");
        }
    }

    private static void run(SqlWorld world, JsonNode set, String sql) throws SQLException {
        try (Connection connection = world.postgres.connect(
                        set.path("username").asText(), set.path("password").asText());
                var statement = connection.createStatement()) {
            var _ = statement.execute(sql);
        }
    }
}
