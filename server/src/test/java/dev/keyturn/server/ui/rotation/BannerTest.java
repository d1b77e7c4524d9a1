// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.ui.rotation.Banner.Kind;
import org.junit.jupiter.api.Test;

/// What is in the way: what still works comes first.
class BannerTest {
    private static final String FAILED = """
            {"rotationStatus": "failed", "lastRotationMessage": "verify on node cache-2:6379: connection timed out",
            "lastRotationAttemptedAt": "2026-03-05T09:00:10.000Z", "nextRotationAt": "2026-03-06T11:29:00.000Z",
            "intent": null}""";
    private static final String RUN = """
            {"id": "r9", "trigger": "manual", "requestedBy": "mara@example.test", "outcome": "failed",
            "credentialVersion": null, "warnings": [], "startedAt": "2026-03-05T09:00:00.000Z",
            "finishedAt": "2026-03-05T09:00:10.000Z", "message": "verify on node cache-2:6379: connection timed out",
            "steps": [
            {"name": "apply", "node": "cache-1:6379", "outcome": "success", "message": null},
            {"name": "apply", "node": "cache-2:6379", "outcome": "success", "message": null},
            {"name": "verify", "node": "cache-2:6379", "outcome": "failed", "message": "connection timed out"}]}""";

    @Test
    void nothing_is_said_when_all_is_well() {
        assertThat(Banner.of(Sample.typical().answers(), Sample.times())).isEmpty();
    }

    @Test
    void a_failure_says_that_consumers_are_not_affected_and_what_became_of_the_candidate() {
        Sample failed = Sample.typical().rotation(FAILED).run(RUN).candidate("""
                {"state": "abandoned", "endReason": "abandoned", "endedAt": "2026-03-05T09:00:12.000Z"}""");

        Banner banner = banner(failed);

        assertThat(banner.kind()).isEqualTo(Kind.FAILED);
        assertThat(banner.title()).isEqualTo("verify on node cache-2:6379: connection timed out");
        assertThat(banner.by()).isEqualTo("mara@example.test");
        assertThat(banner.when().orElseThrow().text()).isEqualTo("today 10:00:10");
        assertThat(banner.text().text())
                .isEqualTo("Consumers are not affected: v3 is published and logged in 4 min ago."
                        + " The candidate was removed from cache-1 and cache-2. Next try Fri 6 Mar 12:29.");
    }

    @Test
    void a_failure_while_the_published_set_is_refused_promises_nothing() {
        Sample failed = Sample.typical().rotation(FAILED).run(RUN).health("""
                {"status": "failing", "nodes": [{"node": "cache-1:6379", "status": "failing"}]}""");

        assertThat(banner(failed).text().text())
                .startsWith("v3 is published, but its login is refused by cache-1:6379.")
                .contains("Nothing was changed on the target.");
    }

    @Test
    void an_open_intent_says_who_is_waited_for() {
        Sample waiting =
                Sample.typical().rotation(FAILED).rotation("""
                        {"intent": {"state": "staged", "since": "2026-03-05T09:00:00.000Z", "reason": "no answer",
                        "node": "cache-2:6379", "credentialVersion": 4, "nextTryAt": "2026-03-05T10:04:00.000Z",
                        "running": false}}""").run(RUN).candidate("{}");

        assertThat(banner(waiting).text().text())
                .contains("Waiting for cache-2:6379: it may have taken the candidate. Keyturn asks again at 11:04 and"
                        + " then finishes or undoes it.");
    }

    @Test
    void a_scheduled_run_that_will_be_tried_again_is_not_called_failed() {
        Sample waiting = Sample.typical().rotation("""
                {"intent": {"state": "staged", "since": "2026-03-05T09:00:00.000Z", "reason": "no answer",
                "node": "cache-2:6379", "credentialVersion": 4, "nextTryAt": "2026-03-05T10:04:00.000Z",
                "running": false}}""").candidate("{}");

        assertThat(banner(waiting).kind()).isEqualTo(Kind.WAITING);
        assertThat(banner(waiting).text().text()).startsWith("Consumers are not affected:");
    }

    @Test
    void a_blocked_run_says_what_consumers_notice_and_offers_three_ways_out() {
        Sample blocked = Sample.typical().blocked();

        assertThat(banner(blocked).text().text())
                .isEqualTo("New logins with v3 fail; 4 open sessions go on. Since 09:15 pg-1:5432 refuses every"
                        + " password that Keyturn holds for billing_a and billing_b (v2, v3, candidate). Most likely"
                        + " somebody changed them there. Keyturn keeps all 3 passwords and tries again by itself,"
                        + " next at 11:14.");
        assertThat(Card.of(blocked.answers()))
                .extracting(Card::title)
                .containsExactly("Try again", "Enter the password", "Discard the candidate");
        assertThat(Card.of(blocked.answers()).get(1).field()).isEqualTo("Password of billing_a");
        assertThat(Card.of(blocked.answers()).get(2).text())
                .isEqualTo("Forgets the candidate and gives billing_b its v2 back. v3 stays published, although it does"
                        + " not log in now.");
    }

    @Test
    void a_delete_that_hangs_offers_to_go_without_revoking() {
        Sample hanging = Sample.typical().rotation("""
                {"rotationStatus": "failed", "intent": {"state": "revoking", "since": "2026-03-05T09:58:00.000Z",
                "reason": "retire on node cache-2:6379: connection timed out", "node": "cache-2:6379",
                "credentialVersion": null, "nextTryAt": "2026-03-05T10:04:00.000Z", "running": false}}""");

        assertThat(banner(hanging).kind()).isEqualTo(Kind.DELETE_STOPPED);
        assertThat(banner(hanging).text().text())
                .contains("Revoking stopped: retire on node cache-2:6379: connection timed out.")
                .endsWith("Keyturn tries again by itself, next at 11:04.");
        assertThat(Card.of(hanging.answers()))
                .extracting(Card::choice)
                .containsExactly(Card.Choice.RETRY, Card.Choice.LEAVE);
    }

    private static Banner banner(Sample sample) {
        return Banner.of(sample.answers(), Sample.times()).orElseThrow();
    }
}
