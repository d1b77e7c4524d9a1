// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.timeline.TableRow;
import dev.keyturn.server.timeline.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Case by case: the API's answers, and what the timeline says of them.
class RotationHistoryTest {
    private static final String UNDONE = """
            {"id": "r4", "trigger": "manual", "outcome": "failed", "credentialVersion": null, "warnings": [],
            "startedAt": "2026-03-05T09:30:00.000Z", "finishedAt": "2026-03-05T09:30:10.040Z",
            "message": "verify on node cache-2:6379: connection timed out", "steps": [
            {"name": "apply", "node": "cache-1:6379", "outcome": "success", "message": null,
            "startedAt": "2026-03-05T09:30:00.026Z", "finishedAt": "2026-03-05T09:30:00.031Z"},
            {"name": "verify", "node": "cache-2:6379", "outcome": "failed", "message": "connection timed out",
            "startedAt": "2026-03-05T09:30:00.031Z", "finishedAt": "2026-03-05T09:30:10.031Z"}]}""";

    @Test
    void a_grace_that_runs_names_the_clients_and_the_end() {
        assertThat(Sample.typical().sentence())
                .isEqualTo("v3 is published and logs in on 2 nodes. v2 still logs in until Fri 6 Mar 10:00,"
                        + " 2 clients use it: legacy-report on 10.1.4.9. Next rotation Sat 7 Mar 12:29.");
        assertThat(row(Sample.typical(), "v4").account()).isEqualTo("new user");
        assertThat(row(Sample.typical(), "v4").why()).isEqualTo("every 2 days at 12:29");
        assertThat(row(Sample.typical(), "v3").usedBy()).isEqualTo("4 clients: 4 × checkout on 10.1.4.7");
        assertThat(row(Sample.typical(), "v3").why()).isEqualTo("then logs in 24 h more (grace)");
        assertThat(row(Sample.typical(), "v1").why()).isEqualTo("end of the 24 h grace");
    }

    @Test
    void nobody_is_said_only_if_every_node_answered() {
        String nobody = Sample.typical().unused(1).sentence();
        String gap = Sample.typical()
                .unused(1)
                .unavailable("{\"source\": \"clients\", \"node\": \"cache-2:6379\", \"message\": \"no\"}")
                .sentence();

        assertThat(nobody).contains("until Fri 6 Mar 10:00, nobody uses it.");
        assertThat(gap).contains("until Fri 6 Mar 10:00, cannot tell who uses it.");
    }

    @Test
    void a_viewer_learns_of_no_client() {
        Sample viewed = Sample.typical().usage(new RotationAnswers.Usage.Withheld());

        assertThat(viewed.sentence()).contains("v2 still logs in until Fri 6 Mar 10:00. Next");
        assertThat(row(viewed, "v2").usedBy()).contains("needs the role member");
    }

    @Test
    void without_an_answer_nobody_can_tell() {
        Sample silent = Sample.typical().usage(new RotationAnswers.Usage.Untold("the target does not answer"));

        assertThat(silent.sentence()).contains("v2 still logs in until Fri 6 Mar 10:00, cannot tell who uses it.");
    }

    @Test
    void without_a_grace_the_old_set_lives_until_the_next_rotation() {
        Sample none = Sample.typical()
                .unused(1)
                .rotation("{\"gracePeriodSeconds\": null, \"intent\": null}")
                .set(1, "{\"plannedEndAt\": null}");

        assertThat(none.sentence()).contains("v2 still logs in until the next rotation, nobody uses it.");
        assertThat(row(none, "v3").why()).isEqualTo("then logs in until v5 is made");
    }

    @Test
    void the_second_user_of_a_new_pair_is_not_touched_yet() {
        Sample pair = Sample.pair();

        assertThat(pair.sentence()).isEqualTo("v1 is published and logs in on 2 nodes. Next rotation Sat 7 Mar 12:29.");
        assertThat(row(pair, "v2").account()).isEqualTo("billing_b");
        assertThat(row(pair, "v2").state()).isEqualTo("Planned");
        assertThat(row(pair, "v2").usedBy()).isEqualTo("not touched until its turn");
    }

    @Test
    void a_set_that_somebody_brought_began_before() {
        Sample adopted = Sample.pair().set(0, "{\"reservedAt\": null}");

        assertThat(Timeline.sentence(adopted.view()).text()).startsWith("v1 is published and logs in");
        assertThat(adopted.view().lanes().getLast().account().adopted()).isTrue();
    }

    @Test
    void a_set_that_is_kept_names_its_holder() {
        Sample held = Sample.typical().set(1, """
                        {"state": "held", "plannedEndAt": "2026-03-05T09:30:00.000Z",
                        "holdUntil": "2026-03-05T14:00:00.000Z"}""");

        assertThat(held.sentence())
                .contains("v2 still logs in until 15:00 at the latest, 2 clients use it: legacy-report on 10.1.4.9.");
        assertThat(row(held, "v2").state()).isEqualTo("Old, kept: in use");
    }

    @Test
    void an_overdue_rotation_says_who_is_waited_for() {
        Sample overdue = Sample.typical()
                .rotation("{\"nextRotationAt\": \"2026-03-05T06:00:00.000Z\"}")
                .set(1, """
                        {"state": "held", "plannedEndAt": "2026-03-05T06:00:00.000Z",
                        "holdUntil": "2026-03-05T14:00:00.000Z"}""");

        assertThat(overdue.sentence())
                .endsWith("Overdue since 07:00: waits for legacy-report on 10.1.4.9, until 15:00 at the latest.");
    }

    @Test
    void with_auto_rotation_off_no_end_is_planned() {
        Sample off = Sample.typical()
                .rotation("{\"isAutoRotationEnabled\": false, \"nextRotationAt\": null, \"rotationInterval\": 39}");

        assertThat(off.sentence()).endsWith("Auto-rotation is off.");
        assertThat(row(off, "v3").until()).isEqualTo("no end planned, auto-rotation is off");
        assertThat(row(off, "v3").why()).isEqualTo("reminder Mon 13 Apr");
    }

    @Test
    void an_open_run_says_how_far_it_is() {
        Sample open = Sample.typical().candidate("{}").rotation("""
                        {"intent": {"state": "staged", "since": "2026-03-05T09:59:48.000Z", "reason": null,
                        "node": "cache-2:6379", "credentialVersion": 4, "nextTryAt": null, "running": true}}""").run("""
                        {"id": "r4", "trigger": "schedule", "outcome": "running", "credentialVersion": null,
                        "warnings": [], "startedAt": "2026-03-05T09:59:47.000Z", "finishedAt": null, "message": null,
                        "steps": [
                        {"name": "apply", "node": "cache-1:6379", "outcome": "success", "message": null},
                        {"name": "apply", "node": "cache-2:6379", "outcome": "success", "message": null},
                        {"name": "verify", "node": "cache-1:6379", "outcome": "success", "message": null}]}""");

        assertThat(open.sentence()).endsWith("The next set is being proved: verify, node 2 of 2.");
        assertThat(row(open, "(v4)").usedBy()).isEqualTo("not handed out yet");
    }

    @Test
    void a_failed_run_whose_candidate_is_gone_says_from_where() {
        Sample failed = Sample.typical().candidate("""
                        {"state": "abandoned", "reservedAt": "2026-03-05T09:30:00.020Z", "endReason": "abandoned",
                        "endedAt": "2026-03-05T09:30:12.000Z"}""").run(UNDONE);

        assertThat(failed.sentence())
                .contains("The last run failed at verify on cache-2:6379.")
                .endsWith("Next try Sat 7 Mar 12:29.");
        assertThat(row(failed, "(v4)").why()).isEqualTo("removed from cache-1");
    }

    @Test
    void a_failed_run_whose_candidate_may_be_there_waits_for_the_node() {
        Sample waiting = Sample.typical()
                .candidate("{\"reservedAt\": \"2026-03-05T09:30:00.020Z\"}")
                .rotation("""
                        {"intent": {"state": "staged", "since": "2026-03-05T09:30:00.020Z", "reason": "no answer",
                        "node": "cache-2:6379", "credentialVersion": 4, "nextTryAt": "2026-03-05T10:04:00.000Z",
                        "running": false}}""")
                .run(UNDONE);

        assertThat(waiting.sentence()).endsWith("The next set is being proved: cache-2:6379 is asked again at 11:04.");
    }

    @Test
    void a_blocked_run_needs_a_decision() {
        Sample blocked = Sample.typical()
                .candidate("{\"state\": \"blocked\", \"reservedAt\": \"2026-03-05T09:10:00.000Z\"}")
                .set(1, "{\"state\": \"refused\", \"refusedSince\": \"2026-03-05T09:15:00.000Z\"}")
                .health("""
                        {"status": "failing", "nodes": [{"node": "cache-1:6379", "status": "failing",
                        "lastOkAt": "2026-03-05T09:02:00.000Z"}]}""")
                .rotation("""
                        {"intent": {"state": "blocked", "since": "2026-03-05T09:15:00.000Z", "reason": "refused",
                        "node": "cache-1:6379", "credentialVersion": 4, "nextTryAt": "2026-03-05T10:14:00.000Z",
                        "running": false}}""");

        assertThat(blocked.sentence())
                .startsWith("v3 is published but refused by cache-1 since 10:15.")
                .endsWith("Keyturn needs a decision.");
        assertThat(row(blocked, "v3").until()).isEqualTo("refused since 10:15, last good login 10:02");
    }

    @Test
    void a_retirement_that_is_not_confirmed_names_the_node() {
        Sample ending = Sample.typical()
                .unused(1)
                .set(1, "{\"plannedEndAt\": \"2026-03-05T09:55:00.000Z\"}")
                .rotation("""
                        {"intent": {"state": "retiring", "since": "2026-03-05T09:00:00.060Z", "reason": "no answer",
                        "node": "cache-2:6379", "credentialVersion": null, "nextTryAt": "2026-03-05T10:10:00.000Z",
                        "running": false}}""");

        assertThat(ending.sentence()).contains("v2 was to end 10:55, cache-2:6379 has not confirmed");
    }

    @Test
    void a_password_that_was_replaced_in_place_left_no_overlap() {
        Sample inPlace = Sample.typical()
                .rotation("""
                        {"rotationMode": "single-user", "type": "mssql-credentials", "gracePeriodSeconds": null,
                        "intent": null, "parameters": {"username1": "sa_batch"}}""")
                .set(0, "{\"username\": \"sa_batch\"}")
                .set(1, """
                        {"username": "sa_batch", "state": "ended", "plannedEndAt": null,
                        "endedAt": "2026-03-05T08:59:59.600Z", "endReason": "replaced-in-place"}""");

        assertThat(row(inPlace, "v3").why()).isEqualTo("then refused at once");
        assertThat(row(inPlace, "v2").why()).isEqualTo("replaced in place");
        assertThat(row(inPlace, "v4").account()).isEqualTo("sa_batch");
    }

    @Test
    void clients_of_one_account_cannot_be_told_apart_by_their_password() {
        Sample shared = Sample.typical().rotation("{\"rotationMode\": \"single-user\"}");

        assertThat(shared.sentence()).contains("v2 still logs in until Fri 6 Mar 10:00, cannot tell who uses it.");
    }

    @Test
    void a_delete_that_hangs_says_so() {
        Sample deleting = Sample.typical().rotation("""
                {"intent": {"state": "revoking", "since": "2026-03-05T09:58:00.000Z", "reason": "no answer",
                "node": "cache-2:6379", "credentialVersion": null, "nextTryAt": "2026-03-05T10:04:00.000Z",
                "running": false}}""");

        assertThat(deleting.sentence())
                .startsWith("v3 is published and is being revoked, because the rotation is deleted.");
    }

    @Test
    void schedules_of_any_kind_are_told_in_a_few_words() {
        assertThat(schedule("{\"cron\": \"30 3 * * SUN\", \"timeZone\": \"Europe/Berlin\", \"window\": null}"))
                .isEqualTo("cron 30 3 * * SUN");
        assertThat(schedule("{\"cron\": \"0 3 * * *\", \"timeZone\": \"UTC\", \"window\": null}"))
                .isEqualTo("cron 0 3 * * * UTC");
        assertThat(schedule("{\"intervalSeconds\": 21600, \"timeZone\": \"UTC\", \"window\": null}"))
                .isEqualTo("every 6 h");
        assertThat(schedule("""
                {"localTime": "02:30", "timeZone": "Europe/Berlin",
                "window": {"days": ["sat", "sun"], "from": "22:00", "to": "04:00"}}""")).isEqualTo("every 2 days at 02:30, Sat Sun 22:00–04:00");
    }

    private static String schedule(String own) {
        Sample sample = Sample.typical();
        sample.rotation.set("schedule", Sample.object(own));
        return row(sample, "v4").why();
    }

    private static TableRow row(Sample sample, String version) {
        List<TableRow> rows = Timeline.table(sample.view());
        return rows.stream()
                .filter(row -> row.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new AssertionError(version + " is not in " + rows));
    }
}
