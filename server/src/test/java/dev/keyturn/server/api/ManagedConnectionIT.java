// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Connections whose own password the server alone knows (API contract §6), with a real PostgreSQL.
@TestInstance(Lifecycle.PER_CLASS)
class ManagedConnectionIT {
    private static final String GIVEN = "as-its-owner-gave-it";

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
    void changes_the_password_at_once_and_works_on_with_it() {
        Answer made = make(body("managed", true));

        assertThat(made.status()).as(made.response().body()).isEqualTo(200);
        assertThat(made.json().at("/appConnection/isPlatformManagedCredentials").booleanValue())
                .isTrue();
        assertThat(made.json().at("/appConnection/credentials").has("password")).isFalse();
        assertThat(world.postgres.accepts("managed", GIVEN)).isFalse();
        assertThat(rotated(made, "managed"))
                .as("the server still gets in, and rotates users")
                .isEqualTo(200);
    }

    /// Makes a rotation over the connection, and rotates it.
    private int rotated(Answer connection, String admin) {
        ObjectNode body = world.pairBody();
        for (String user : new String[] {"username1", "username2"}) {
            world.postgres.admin(
                    "GRANT \"" + body.at("/parameters/" + user).asText() + "\" TO " + admin + " WITH ADMIN OPTION");
        }
        body.put("connectionId", connection.text("/appConnection/id"));
        Answer rotation = world.post(SqlWorld.ROTATIONS, body.toString());
        return world.rotate(rotation.text("/secretRotation/id")).status();
    }

    @Test
    void keeps_what_clients_detect_drift_by_until_the_credentials_change() {
        Answer made = make(body("drifting", true));
        String hash = made.text("/appConnection/credentialsHash");

        assertThat(world.get(path(made)).text("/appConnection/credentialsHash")).isEqualTo(hash);
        assertThat(world.patch(path(made), "{\"description\":\"other\"}").text("/appConnection/credentialsHash"))
                .isEqualTo(hash);
    }

    @Test
    void takes_over_a_connection_that_exists_and_gives_it_back_to_who_resets_it() {
        Answer made = make(body("taken", false));
        assertThat(world.postgres.accepts("taken", GIVEN)).isTrue();

        Answer taken = world.patch(path(made), "{\"isPlatformManagedCredentials\":true}");
        boolean stillTheOwners = world.postgres.accepts("taken", GIVEN);
        world.postgres.admin("ALTER ROLE taken PASSWORD '" + GIVEN + "'");
        ObjectNode reset = RotationWorld.object("{\"isPlatformManagedCredentials\":false}");
        reset.set("credentials", body("taken", false, false).path("credentials"));
        Answer left = world.patch(path(made), reset.toString());

        assertThat(taken.status()).as(taken.response().body()).isEqualTo(200);
        assertThat(stillTheOwners).isFalse();
        assertThat(left.status()).as(left.response().body()).isEqualTo(200);
        assertThat(left.json().at("/appConnection/isPlatformManagedCredentials").booleanValue())
                .isFalse();
        assertThat(world.postgres.accepts("taken", GIVEN)).isTrue();
    }

    @Test
    void changes_a_password_again_that_somebody_gave() {
        Answer made = make(body("given", true));
        world.postgres.admin("ALTER ROLE given PASSWORD 'reset-by-a-person'");
        ObjectNode credentials = (ObjectNode) body("given", true, false).path("credentials");
        credentials.put("password", "reset-by-a-person");

        Answer changed = world.patch(path(made), "{\"credentials\":" + credentials + "}");

        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        assertThat(changed.json()
                        .at("/appConnection/isPlatformManagedCredentials")
                        .booleanValue())
                .isTrue();
        assertThat(world.postgres.accepts("given", "reset-by-a-person")).isFalse();
        assertThat(rotated(changed, "given")).isEqualTo(200);
    }

    @Test
    void does_not_take_an_account_that_another_connection_logs_in_with() {
        ObjectNode shared = body("shared", false);
        assertThat(make(shared).status()).isEqualTo(200);

        Answer refused = make(shared.put("name", "shared-2").put("isPlatformManagedCredentials", true));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).contains("\"shared\"", "another app connection");
        assertThat(world.get(SqlWorld.CONNECTIONS + "/connection-name/shared-2").status())
                .isEqualTo(404);
        assertThat(world.postgres.accepts("shared", GIVEN)).isTrue();
    }

    @Test
    void lets_no_rotation_own_a_managed_account_and_manages_none_that_a_rotation_owns() {
        assertThat(make(body("owned", true)).status()).isEqualTo(200);
        ObjectNode over = world.pairBody();
        String rotated = over.at("/parameters/username1").asText();
        assertThat(world.post(SqlWorld.ROTATIONS, over.toString()).status()).isEqualTo(200);
        ObjectNode another = world.pairBody();
        another.withObject("/parameters").put("username2", "owned");
        world.postgres.admin(
                "GRANT owned TO " + SqlWorld.ADMIN + " WITH ADMIN OPTION",
                "ALTER ROLE \"" + rotated + "\" PASSWORD '" + GIVEN + "'");

        Answer rotation = world.post(SqlWorld.ROTATIONS, another.toString());
        Answer managed = make(body(rotated, true, false).put("name", "own-user"));

        assertThat(rotation.status()).isEqualTo(400);
        assertThat(rotation.text("/message")).contains("\"owned\"");
        assertThat(managed.status()).isEqualTo(400);
        assertThat(managed.text("/message")).contains(rotated, "cannot be platform-managed");
        assertThat(world.postgres.accepts(rotated, GIVEN)).isTrue();
    }

    @Test
    void says_which_engines_have_it() {
        assertThat(world.get(SqlWorld.ALL_CONNECTIONS + "/options").json().path("appConnectionOptions"))
                .isNotEmpty()
                .allMatch(option -> option.path("supportsPlatformManagement").booleanValue());
    }

    private Answer make(ObjectNode body) {
        return world.post(SqlWorld.CONNECTIONS, body.toString());
    }

    private static String path(Answer made) {
        return SqlWorld.CONNECTIONS + "/" + made.text("/appConnection/id");
    }

    /// A connection of an administrator of its own, whose name is also the connection's.
    private ObjectNode body(String admin, boolean managed) {
        return body(admin, managed, true);
    }

    private ObjectNode body(String admin, boolean managed, boolean isNew) {
        if (isNew) {
            world.postgres.admin("CREATE ROLE " + admin + " LOGIN CREATEROLE PASSWORD '" + GIVEN + "'");
        }
        ObjectNode body = world.connectionBody(admin).put("isPlatformManagedCredentials", managed);
        body.withObject("/credentials").put("username", admin).put("password", GIVEN);
        return body;
    }
}
