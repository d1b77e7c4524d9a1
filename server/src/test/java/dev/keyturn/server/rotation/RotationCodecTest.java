// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.rotation.Attempt;
import dev.keyturn.core.rotation.Debt;
import dev.keyturn.core.rotation.Due;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Gate;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.core.target.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RotationCodecTest {
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00.123456789Z");
    private static final Instant LATER = Instant.parse("2026-03-06T12:00:00Z");
    private static final AccountRules FULL = new AccountRules(
            List.of("~*", "+@all"),
            Optional.of("ALTER USER {{username}}"),
            List.of("%", "10.%"),
            Optional.of(new AccountName("owner")),
            true);
    private static final Credential FIRST = credential("first", 1, FULL);
    private static final Credential SECOND = credential("second", 2, AccountRules.none());
    private static final Credential FOUND = new Credential(
            new AccountName("found"),
            Credential.Origin.FOUND,
            Password.of("\"\\ü\u0001"),
            3,
            new Salt("ff".repeat(16)),
            AccountRules.scoped(List.of("+get")));
    private static final Failure REFUSED =
            new Failure(Step.VERIFY, Optional.of("cache-2:6379"), "WRONGPASS", "the password was not accepted");

    static Stream<RotationState> states() {
        var live = new CredentialSet(Shape.FRESH, new Slot.Live(FIRST), new Slot.Live(SECOND), 1);
        var mixed = new CredentialSet(
                Shape.PAIR,
                new Slot.Unknown(new AccountName("app_a"), Optional.of(new Verifier("SCRAM-SHA-256$1"))),
                new Slot.Spent(new AccountName("app_b")),
                0);
        var bare = new CredentialSet(
                Shape.IN_PLACE_OVERLAPPING,
                new Slot.Unknown(new AccountName("app"), Optional.empty()),
                new Slot.Vacant(),
                0);
        var replacing = new CredentialSet(Shape.IN_PLACE_REPLACING, new Slot.Live(FOUND), new Slot.Vacant(), 0);
        return Stream.of(
                new RotationState.Settled(live),
                new RotationState.Staged(mixed, FIRST, 2),
                new RotationState.Staged(bare, FOUND, 0),
                new RotationState.Retiring(
                        live, List.of(new Due(SECOND, new Gate(NOON, LATER)), new Due(FOUND, Gate.open(NOON)))),
                new RotationState.Blocked(replacing, SECOND, REFUSED),
                new RotationState.Revoking(live, List.of(FIRST, SECOND), true),
                new RotationState.Revoking(mixed, List.of(), false));
    }

    @ParameterizedTest
    @MethodSource("states")
    void reads_every_state_as_it_was_written(RotationState state) {
        for (Rotation rotation : wholes(state)) {
            Rotation read = RotationCodec.read(RotationCodec.write(rotation));

            assertThat(read).isEqualTo(rotation);
        }
    }

    @Test
    void reads_what_the_first_release_wrote() throws IOException {
        byte[] recorded = resource("rotation-1.json");

        Rotation read = RotationCodec.read(recorded);

        assertThat(read).isEqualTo(recorded());
    }

    @Test
    void still_writes_what_the_first_release_wrote() throws IOException {
        String written = new String(RotationCodec.write(recorded()), StandardCharsets.UTF_8);

        assertThat(written).isEqualTo(new String(resource("rotation-1.json"), StandardCharsets.UTF_8).strip());
    }

    @Test
    void refuses_a_whole_with_a_missing_part_without_quoting_it() {
        String whole = new String(RotationCodec.write(recorded()), StandardCharsets.UTF_8);
        byte[] damaged = whole.replaceFirst("\"version\":2,", "").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> RotationCodec.read(damaged))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not readable by this release")
                .hasMessageNotContaining(SECOND.password().reveal())
                .hasNoCause();
    }

    @Test
    void wipes_what_it_has_read() {
        byte[] opened = RotationCodec.write(recorded());

        RotationCodec.read(opened);

        assertThat(opened).containsOnly(0);
    }

    private static Rotation recorded() {
        return wholes(states().toList().get(3)).getFirst();
    }

    private static List<Rotation> wholes(RotationState state) {
        var attempt = new Attempt(Trigger.SCHEDULE, NOON, LATER, NOON, 3, 1);
        var debt = new Debt(new Node("a1b2", "cache-3:6379", true), List.of(FIRST), 2);
        var failed = new LastRun(Optional.of(NOON), LATER, Trigger.MANUAL, Optional.of(REFUSED));
        var fresh = new LastRun(Optional.empty(), NOON, Trigger.CREATE, Optional.empty());
        return List.of(
                new Rotation(state, NOON, Optional.of(attempt), List.of(debt), failed, Optional.of(LATER), NOON),
                new Rotation(state, NOON, Optional.empty(), List.of(), fresh, Optional.empty(), Rotation.NEVER));
    }

    private static Credential credential(String account, long version, AccountRules rules) {
        return new Credential(
                new AccountName(account),
                Credential.Origin.MADE,
                Password.of("password-of-" + account),
                version,
                new Salt("0".repeat(31) + version),
                rules);
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = RotationCodecTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
