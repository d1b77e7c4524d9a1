// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.ROTATIONS;
import static dev.keyturn.server.api.RotationWorld.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.RunningServer.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An owner's own schedule (API contract §13.2), with a real Redis and a clock that can be put forward.
@TestInstance(Lifecycle.PER_CLASS)
class ScheduleIT {
    private final List<String> made = new ArrayList<>();
    private RotationWorld world;

    @BeforeAll
    void start() {
        world = new RotationWorld();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    /// So that nothing of one test is due in the next one.
    @AfterEach
    void switchOff() {
        made.forEach(id -> edit(id, "{\"isAutoRotationEnabled\":false}"));
        made.clear();
    }

    @Test
    void takes_a_schedule_for_the_interval_and_shows_it_with_its_defaults() {
        JsonNode made = made("{\"cron\":\" 0 */6 * * * \"}");

        assertThat(made.path("schedule")).isEqualTo(object("""
                {"cron":"0 */6 * * *","timeZone":"UTC","window":null,"jitterSeconds":0}"""));
        assertThat(made.path("rotationInterval").asInt()).isEqualTo(1);
        Instant next = at(made, "nextRotationAt");
        assertThat(next).isEqualTo(next.truncatedTo(ChronoUnit.HOURS));
        assertThat(next.atZone(ZoneOffset.UTC).getHour() % 6).isZero();
        assertThat(Duration.between(at(made, "lastRotatedAt"), next)).isBetween(Duration.ZERO, Duration.ofHours(6));
    }

    @Test
    void stores_the_gap_between_two_starts_where_no_interval_is_given() {
        assertThat(made("{\"intervalSeconds\":86401}").path("rotationInterval").asInt())
                .isEqualTo(2);
        assertThat(made("{\"cron\":\"0 3 * * SUN\",\"timeZone\":\"Europe/Berlin\"}")
                        .path("rotationInterval")
                        .asInt())
                .isBetween(7, 8);
        assertThat(made("{\"localTime\":\"02:30\"}").path("rotationInterval").asInt())
                .isEqualTo(1);
    }

    @Test
    void replaces_a_schedule_as_a_whole_keeps_it_when_absent_and_forgets_it_at_null() {
        String id = made("{\"intervalSeconds\":3600,\"jitterSeconds\":60}")
                .path("id")
                .asText();

        JsonNode kept = edit(id, "{\"description\":\"x\",\"rotationInterval\":9}");
        JsonNode replaced = edit(id, """
                {"schedule":{"localTime":"04:05","timeZone":"Europe/Berlin",
                "window":{"days":["sun","sat"],"from":"22:00","to":"05:00"}}}""");
        JsonNode reset = edit(id, "{\"schedule\":null}");

        assertThat(kept.at("/schedule/intervalSeconds").asInt()).isEqualTo(3600);
        assertThat(kept.path("rotationInterval").asInt()).isEqualTo(9);
        assertThat(replaced.path("schedule")).isEqualTo(object("""
                {"localTime":"04:05","timeZone":"Europe/Berlin",
                "window":{"days":["sat","sun"],"from":"22:00","to":"05:00"},"jitterSeconds":0}"""));
        assertThat(reset.path("schedule").isNull()).isTrue();
        assertThat(at(reset, "nextRotationAt").atZone(ZoneOffset.UTC).toLocalTime())
                .isEqualTo(LocalTime.of(11, 29));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                           | schedule
            {"timeZone":"UTC"}                                           | schedule
            {"cron":"0 3 * * *","intervalSeconds":60}                    | schedule
            {"cron":"0 3 * *"}                                           | cron
            {"cron":"0 0 30 2 *"}                                        | cron
            {"cron":7}                                                   | cron
            {"intervalSeconds":59}                                       | intervalSeconds
            {"intervalSeconds":31536001}                                 | intervalSeconds
            {"intervalSeconds":"3600"}                                   | intervalSeconds
            {"localTime":"2:30"}                                         | localTime
            {"localTime":"24:00"}                                        | localTime
            {"cron":"0 3 * * *","timeZone":"Berlin"}                     | timeZone
            {"cron":"0 3 * * *","timeZone":"+02:00"}                     | timeZone
            {"cron":"0 3 * * *","window":{"from":"22:00"}}               | to
            {"cron":"0 3 * * *","window":{"from":"22:00","to":"22:00"}}  | to
            {"cron":"0 3 * * *","window":{"days":[],"from":"22:00","to":"04:00"}}       | days
            {"cron":"0 3 * * *","window":{"days":["Mon"],"from":"22:00","to":"04:00"}}  | days
            {"cron":"0 3 * * *","window":{"from":"22:00","to":"04:00","tz":"UTC"}}      | tz
            {"cron":"0 3 * * *","jitterSeconds":3601}                    | jitterSeconds
            {"cron":"0 3 * * *","jitterSeconds":-1}                      | jitterSeconds
            {"cron":"0 3 * * *","jitter":1}                              | jitter
            "0 3 * * *"                                                  | schedule
            """)
    void refuses_a_schedule_that_breaks_a_rule_and_says_where(String schedule, String field) {
        Answer refused = create(schedule);

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(422);
        assertThat(StreamSupport.stream(refused.json().path("message").spliterator(), false)
                        .map(issue -> issue.path("path"))
                        .map(path -> path.path(path.size() - 1).asText()))
                .contains(field);
    }

    @Test
    void runs_when_it_is_due_and_promises_the_next_start() {
        JsonNode made = made("{\"intervalSeconds\":7200}");
        String id = made.path("id").asText();
        assertThat(at(made, "nextRotationAt"))
                .isEqualTo(at(made, "lastRotatedAt").plusSeconds(7200));

        world.clock.forward(Duration.ofHours(2));
        world.await(
                "it has run", () -> world.shown(id).path("credentialVersion").asInt() == 2);

        JsonNode run = world.shown(id);
        assertThat(run.path("lastRotationJobId").isTextual()).isTrue();
        assertThat(run.path("isLastRotationManual").asBoolean()).isFalse();
        assertThat(at(run, "nextRotationAt")).isEqualTo(at(run, "lastRotatedAt").plusSeconds(7200));
    }

    @Test
    void starts_inside_its_window_only_even_if_nobody_looked_in_time() {
        Instant now = world.clock.instant();
        JsonNode made = made("{\"intervalSeconds\":60,\"window\":{\"from\":\"%s\",\"to\":\"%s\"}}"
                .formatted(clockTime(now.plus(Duration.ofHours(2))), clockTime(now.plus(Duration.ofHours(3)))));
        String id = made.path("id").asText();
        Instant opening = at(made, "nextRotationAt");
        assertThat(opening).isEqualTo(now.plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MINUTES));

        world.clock.forward(Duration.ofHours(4));
        world.await(
                "it is promised for the next day",
                () -> !at(world.shown(id), "nextRotationAt").equals(opening));

        JsonNode waiting = world.shown(id);
        assertThat(at(waiting, "nextRotationAt")).isEqualTo(opening.plus(Duration.ofDays(1)));
        assertThat(waiting.path("credentialVersion").asInt()).isEqualTo(1);

        world.clock.forward(Duration.ofHours(22).plusMinutes(30));
        world.await(
                "it has run", () -> world.shown(id).path("credentialVersion").asInt() > 1);
        assertThat(edit(id, "{\"isAutoRotationEnabled\":false}")
                        .path("nextRotationAt")
                        .isNull())
                .isTrue();
    }

    @Test
    void counts_an_expression_from_the_moment_it_was_chosen() {
        String id = world.rotation(body -> body.put("rotationInterval", 400));
        world.clock.forward(Duration.ofDays(9));

        Instant before = world.clock.instant();
        JsonNode weekly = edit(id, "{\"schedule\":{\"cron\":\"0 3 * * SUN\"}}");
        JsonNode again = edit(id, "{\"schedule\":{\"cron\":\"0 3 * * SUN\"},\"description\":\"same\"}");

        assertThat(at(weekly, "nextRotationAt")).isAfter(before);
        assertThat(at(again, "nextRotationAt")).isEqualTo(at(weekly, "nextRotationAt"));
        assertThat(world.shown(id).path("credentialVersion").asInt()).isEqualTo(1);
    }

    @Test
    void waits_for_a_grace_and_shows_so() {
        String id =
                world.rotation(body -> body.put("gracePeriodSeconds", 172_800).set("schedule", object("""
                {"intervalSeconds":3600}""")));
        world.rotate(id);

        JsonNode shown = world.shown(id);

        assertThat(at(shown, "nextRotationAt"))
                .isEqualTo(at(shown, "lastRotatedAt").plusSeconds(172_800));
    }

    @Test
    void plans_the_next_three_starts() {
        String id = made("{\"cron\":\"0 3 * * *\"}").path("id").asText();

        Answer stored = world.post(ROTATIONS + "/" + id + "/plan", "{\"schedule\":{\"cron\":\"0 4 * * *\"}}");
        var body = world.rotationBody();
        body.remove("rotationInterval");
        body.set("schedule", object("{\"cron\":\"0 5 * * *\",\"jitterSeconds\":0}"));
        Answer planned = world.post(ROTATIONS + "/plan", body.toString());

        assertThat(stored.json().at("/plan/nextRotations"))
                .hasSize(3)
                .allSatisfy(start -> assertThat(start.asText()).endsWith("T04:00:00.000Z"));
        assertThat(planned.json().at("/plan/nextRotations"))
                .hasSize(3)
                .allSatisfy(start -> assertThat(start.asText()).endsWith("T05:00:00.000Z"));
        assertThat(world.shown(id).at("/schedule/cron").asText()).isEqualTo("0 3 * * *");
    }

    private JsonNode made(String schedule) {
        Answer answer = create(schedule);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        JsonNode rotation = answer.json().path("secretRotation");
        made.add(rotation.path("id").asText());
        return rotation;
    }

    private Answer create(String schedule) {
        return world.create(body -> {
            body.remove("rotationInterval");
            body.set("schedule", object("{\"it\":" + schedule + "}").path("it"));
        });
    }

    private JsonNode edit(String id, String body) {
        Answer answer = world.patch(ROTATIONS + "/" + id, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().path("secretRotation");
    }

    private static String clockTime(Instant at) {
        return at.atZone(ZoneOffset.UTC)
                .toLocalTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private static Instant at(JsonNode rotation, String field) {
        return Instant.parse(rotation.path(field).asText());
    }
}
