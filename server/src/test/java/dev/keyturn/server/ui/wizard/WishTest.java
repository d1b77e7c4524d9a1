// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyturn.server.ui.part.Typed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WishTest {
    private static final Instant NOW = Instant.parse("2026-03-05T09:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Kind REDIS = new Kind(
            "redis-credentials",
            "Redis Credentials",
            "redis",
            Optional.empty(),
            Optional.empty(),
            "REDIS_USERNAME",
            "REDIS_PASSWORD");
    private static final Kind POSTGRES = new Kind(
            "postgres-credentials",
            "PostgreSQL Credentials",
            "postgres",
            Optional.of("CREATE USER"),
            Optional.of("ALTER USER"),
            "U",
            "P");

    private static Typed proposed(Kind kind) {
        return Proposal.of(kind, BERLIN)
                .with("name", "cache")
                .with("environment", "dev")
                .with("path", "/")
                .with("connectionId", "c-1");
    }

    private static JsonNode body(Kind kind, Typed typed) {
        return json(new Wish(kind, typed, NOW).creation("p-1").toString());
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void asks_for_what_is_proposed() {
        assertThat(body(REDIS, proposed(REDIS))).isEqualTo(json("""
            {"name":"cache","description":null,"connectionId":"c-1","isAutoRotationEnabled":true,
            "rotationInterval":30,"rotateAtUtc":{"hours":2,"minutes":15},"schedule":null,
            "gracePeriodSeconds":null,"retirement":{"disconnectClients":false},
            "parameters":{"permissionScope":"~* +@all","passwordRequirements":{"length":48,
            "required":{"digits":1,"lowercase":1,"uppercase":1,"symbols":0}}},
            "secretsMapping":{"username":"REDIS_USERNAME","password":"REDIS_PASSWORD"},
            "projectId":"p-1","environment":"dev","secretPath":"/","rotationMode":"alternating-users"}\
            """));
    }

    @Test
    void names_the_users_of_a_database() {
        var typed = proposed(POSTGRES)
                .with("username1", " a ")
                .with("username2", "b")
                .with("statement", "ALTER USER {{username}} PASSWORD {{password}}")
                .with("createMissing", "on")
                .with("ownerRole", "app")
                .with("single", "on");

        var body = body(POSTGRES, typed);

        assertThat(body.at("/parameters/username1").asText()).isEqualTo("a");
        assertThat(body.at("/parameters/username2").asText()).isEqualTo("b");
        assertThat(body.at("/parameters/rotationStatement").asText()).startsWith("ALTER USER");
        assertThat(body.path("accountSetup")).isEqualTo(json("{\"createMissing\":true,\"ownerRole\":\"app\"}"));
        assertThat(body.path("rotationMode").asText()).isEqualTo("single-user");
        assertThat(body.path("parameters").has("permissionScope")).isFalse();
    }

    @Test
    void writes_a_schedule_of_its_own_with_its_window() {
        var typed = proposed(REDIS)
                .with("rhythm", "cron")
                .with("cron", "30 3 * * SUN")
                .with("windowFrom", "22:00")
                .with("windowTo", "05:00")
                .with("sat", "on")
                .with("jitter", "300")
                .with("grace", "24")
                .with("hold", "90")
                .with("holdUnit", "minutes");

        var body = body(REDIS, typed);

        assertThat(body.path("schedule")).isEqualTo(json("""
            {"cron":"30 3 * * SUN","window":{"from":"22:00","to":"05:00","days":["sat"]},"jitterSeconds":300,
            "timeZone":"Europe/Berlin"}\
            """));
        assertThat(body.path("gracePeriodSeconds").asLong()).isEqualTo(86_400);
        assertThat(body.at("/retirement/holdWhileInUseSeconds").asLong()).isEqualTo(5_400);
    }

    @Test
    void keeps_the_clock_of_a_zone_as_it_is_typed() {
        var body = body(REDIS, proposed(REDIS).with("rhythm", "local").with("at", "02:30"));

        assertThat(body.at("/schedule/localTime").asText()).isEqualTo("02:30");
        assertThat(body.has("rotateAtUtc")).isFalse();
    }

    @Test
    void leaves_what_is_no_number_to_the_api() {
        var body = body(
                REDIS,
                proposed(REDIS).with("interval", "soon").with("grace", "1.5").with("length", ""));

        assertThat(body.path("rotationInterval").asText()).isEqualTo("soon");
        assertThat(body.path("gracePeriodSeconds").asText()).isEqualTo("1.5");
        assertThat(body.at("/parameters/passwordRequirements").has("length")).isFalse();
    }

    @Test
    void shows_a_rotation_so_that_saving_it_changes_nothing() {
        var rotation = json("""
            {"id":"r-1","name":"cache","description":"the cache","connectionId":"c-1","isAutoRotationEnabled":false,
            "rotationInterval":2,"rotateAtUtc":{"hours":11,"minutes":29},"environment":{"slug":"dev"},
            "folder":{"path":"/"},"schedule":{"intervalSeconds":21600,"timeZone":"UTC",
            "window":{"days":["mon","tue"],"from":"22:00","to":"04:00"},"jitterSeconds":60},
            "gracePeriodSeconds":5400,"retirement":{"holdWhileInUseSeconds":86400,"disconnectClients":false},
            "parameters":{"permissionScope":"~a:* +@read","passwordRequirements":{"length":64,"allowedSymbols":"@!+",
            "required":{"digits":1,"lowercase":2,"uppercase":3,"symbols":4}}},
            "secretsMapping":{"username":"U","password":"P"},"rotationMode":"alternating-users",
            "accountSetup":{"createMissing":false,"ownerRole":null}}\
            """);

        var body = new Wish(REDIS, Proposal.of(REDIS, rotation, BERLIN, NOW), NOW).changes();

        for (var field : java.util.List.of(
                "name",
                "description",
                "connectionId",
                "isAutoRotationEnabled",
                "rotationInterval",
                "rotateAtUtc",
                "gracePeriodSeconds",
                "retirement",
                "parameters",
                "secretsMapping")) {
            assertThat(body.path(field).toString())
                    .as(field)
                    .satisfies(text -> assertThat(json(text))
                            .isEqualTo(json(rotation.path(field).toString())));
        }
        assertThat(json(body.path("schedule").toString())).isEqualTo(rotation.path("schedule"));
        assertThat(body.has("rotationMode")).isFalse();
    }
}
