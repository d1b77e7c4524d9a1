// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.rotation.Due;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Gate;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.server.api.RotationJson.Intent;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionCredentials;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.connection.ConnectionText;
import dev.keyturn.server.health.Health;
import dev.keyturn.server.rotation.AccountSettings;
import dev.keyturn.server.rotation.AccountSetup;
import dev.keyturn.server.rotation.Overlap;
import dev.keyturn.server.rotation.RedisParameters;
import dev.keyturn.server.rotation.RotationMode;
import dev.keyturn.server.rotation.RotationPlace;
import dev.keyturn.server.rotation.RotationSettings;
import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.rotation.SecretsMapping;
import dev.keyturn.server.rotation.StoredRotation;
import dev.keyturn.server.rotation.Timing;
import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.secret.ProjectId;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationViewTest {
    private static final Instant BEFORE = Instant.parse("2026-03-05T09:00:00Z");
    private static final Instant SINCE = Instant.parse("2026-03-05T10:00:00Z");
    private static final Instant WAKE = Instant.parse("2026-03-05T11:00:00Z");
    private static final Credential FIRST = credential("first", 1);
    private static final Credential SECOND = credential("second", 2);
    private static final Credential NEXT = credential("next", 3);
    private static final CredentialSet SET =
            new CredentialSet(Shape.FRESH, new Slot.Spent(FIRST.account()), new Slot.Live(SECOND), 1);
    private static final Failure WHY =
            new Failure(Step.VERIFY, Optional.of("cache-2:6379"), "WRONGPASS", "saw password-of-second");

    @Test
    void shows_no_intent_when_nothing_is_under_way() {
        RotationJson shown = shown(new Settled(SET), Optional.empty(), Trigger.MANUAL);

        assertThat(shown.intent()).isEmpty();
        assertThat(shown.rotationStatus()).isEqualTo("success");
        assertThat(shown.credentialVersion()).isEqualTo(2);
        assertThat(shown.activeIndex()).isEqualTo(1);
    }

    @Test
    void shows_a_blocked_run_as_failed_with_its_reason_and_without_a_password() {
        RotationJson shown = shown(new Blocked(SET, NEXT, WHY), Optional.empty(), Trigger.MANUAL);

        assertThat(shown.rotationStatus()).isEqualTo("failed");
        assertThat(shown.intent())
                .contains(new Intent(
                        "blocked",
                        SINCE,
                        Optional.of("Redis rotation failed at step verify on node cache-2:6379: saw ********"),
                        Optional.of("cache-2:6379"),
                        Optional.of(3L),
                        Optional.of(WAKE),
                        true));
    }

    @Test
    void shows_the_number_of_the_candidate_and_no_older_failure() {
        RotationJson shown = shown(new Staged(SET, NEXT, 0), Optional.empty(), Trigger.SCHEDULE);

        assertThat(shown.intent().orElseThrow().state()).isEqualTo("staged");
        assertThat(shown.intent().orElseThrow().credentialVersion()).contains(3L);
        assertThat(shown.intent().orElseThrow().reason()).isEmpty();
    }

    @Test
    void names_what_retires_and_what_leaves() {
        var retiring = new Retiring(SET, List.of(new Due(FIRST, Gate.open(SINCE))));
        var revoking = new Revoking(SET, List.of(SECOND), false);

        assertThat(shown(retiring, Optional.empty(), Trigger.MANUAL)
                        .intent()
                        .orElseThrow()
                        .state())
                .isEqualTo("retiring");
        assertThat(shown(revoking, Optional.empty(), Trigger.MANUAL)
                        .intent()
                        .orElseThrow()
                        .state())
                .isEqualTo("revoking");
    }

    @Test
    void gives_a_run_of_the_schedule_a_job_id_and_no_other() {
        RotationJson scheduled = shown(new Settled(SET), Optional.of(WHY), Trigger.SCHEDULE);
        RotationJson again = shown(new Settled(SET), Optional.of(WHY), Trigger.SCHEDULE);
        RotationJson manual = shown(new Settled(SET), Optional.empty(), Trigger.MANUAL);

        assertThat(scheduled.lastRotationJobId()).isPresent().isEqualTo(again.lastRotationJobId());
        assertThat(scheduled.isLastRotationManual()).isFalse();
        assertThat(scheduled.lastRotationMessage().orElseThrow()).endsWith("saw ********");
        assertThat(manual.lastRotationJobId()).isEmpty();
        assertThat(manual.isLastRotationManual()).isTrue();
    }

    @Test
    void shows_a_dead_slot_with_an_empty_password() {
        var shown = GeneratedCredentialsJson.of(stored(new Settled(SET), Optional.empty(), Trigger.MANUAL));

        assertThat(shown.generatedCredentials())
                .containsExactly(
                        new GeneratedCredentialsJson.Pair("first", ""),
                        new GeneratedCredentialsJson.Pair("second", "password-of-second"));
        assertThat(shown.toString()).doesNotContain("password-of-second");
    }

    private static RotationJson shown(RotationState state, Optional<Failure> failure, Trigger trigger) {
        var credentials = new ConnectionCredentials(
                new Endpoint("cache-1", 6379),
                Optional.empty(),
                new AccountName("rotator"),
                Optional.of(Password.of("s3cret")),
                false,
                true,
                Optional.empty());
        var connection = new AppConnection(
                new ConnectionId("c"),
                TargetType.REDIS,
                Optional.empty(),
                new ConnectionText("cache", Optional.empty()),
                credentials,
                List.of(),
                "hash",
                Optional.empty(),
                1,
                BEFORE,
                BEFORE);
        return new RotationView(
                        stored(state, failure, trigger),
                        connection,
                        new RotationJson.NamedSlug("dev", "Development", "e"),
                        new RotationJson.Folder("f", "/"),
                        Health.UNKNOWN)
                .resource();
    }

    private static StoredRotation stored(RotationState state, Optional<Failure> failure, Trigger trigger) {
        var last = new LastRun(Optional.of(BEFORE), BEFORE, trigger, failure);
        var rotation = new Rotation(state, SINCE, Optional.empty(), List.of(), last, Optional.empty(), WAKE);
        var settings = new RotationSettings(
                "orders",
                Optional.empty(),
                new ConnectionId("c"),
                Optional.empty(),
                new Timing(false, 2, LocalTime.of(11, 29), Optional.empty()),
                Overlap.DEFAULT,
                new AccountSettings(
                        RotationType.REDIS_CREDENTIALS,
                        RotationMode.ALTERNATING_USERS,
                        new RedisParameters(List.of("~*"), Optional.empty()),
                        AccountSetup.NONE),
                new SecretsMapping("U", "P"));
        var place = new RotationPlace(new ProjectId("p"), new FolderId("f"));
        return new StoredRotation(new RotationId("r"), place, settings, rotation, true, BEFORE, BEFORE);
    }

    private static Credential credential(String account, long version) {
        return new Credential(
                new AccountName(account),
                Credential.Origin.MADE,
                Password.of("password-of-" + account),
                version,
                new Salt("0".repeat(32)),
                AccountRules.none());
    }
}
