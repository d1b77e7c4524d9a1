// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import static dev.keyturn.server.rotation.StoreFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.rotation.LeaseLost;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.crypto.Tampered;
import dev.keyturn.server.rotation.RotationEdits.Edit;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.secret.Secrets.NameTaken;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.StoreAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What the store of the server promises besides the contract of every rotation store.
abstract class SqlRotationStoreCases {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Instant LATER = NOW.plusSeconds(30);

    /// An empty database.
    abstract StoreAddress address();

    @Test
    void hides_a_first_issue_and_holds_its_names() {
        withStore(at -> {
            Leased held = at.begin("orders", Samples.firstIssue("orders", NOW));

            assertThat(at.rotations.find(held.id())).isEmpty();
            assertThat(at.rotations.ofProject(at.place.project())).isEmpty();
            assertThat(at.rotations.isNameFree(at.place.folder(), "orders")).isFalse();
            assertThat(at.secret("orders_USER")).isEmpty();
            assertThatThrownBy(() -> at.begin("orders", Samples.firstIssue("orders", NOW)))
                    .isInstanceOf(NameTaken.class);
            assertThatThrownBy(() -> at.begin(named(at, "orders", "other"), Samples.firstIssue(NOW)))
                    .isInstanceOf(Conflict.class);
        });
    }

    @Test
    void publishes_state_and_secrets_together_as_of_the_first_publication() {
        withStore(at -> {
            Leased held = at.begin("orders", Samples.firstIssue("orders", NOW));

            at.store.publish(held, Samples.published(held.rotation(), LATER));

            StoredRotation seen = at.rotations.find(held.id()).orElseThrow();
            assertThat(seen.createdAt()).isEqualTo(LATER);
            assertThat(seen.updatedAt()).isEqualTo(LATER);
            assertThat(seen.running()).isTrue();
            assertThat(value(at, "orders_USER")).isEqualTo("orders1");
            assertThat(value(at, "orders_PASS")).isEqualTo("password1");
            assertThat(at.secret("orders_PASS").orElseThrow().version()).isEqualTo(1);
        });
    }

    @Test
    void counts_rotations_by_what_their_rows_say_in_the_clear() {
        withStore(at -> {
            Leased settled = issued(at, "orders");
            Leased staged = issued(at, "billing");
            at.store.save(staged, Samples.staged(staged.rotation()));
            Instant due = settled.rotation().nextRotationAt().orElseThrow();

            RotationCensus before = RotationCensus.count(at.database, NOW);
            RotationCensus late = RotationCensus.count(at.database, due.plusSeconds(90));

            assertThat(before.byState())
                    .isEqualTo(Map.of("settled", 1L, "staged", 1L, "retiring", 0L, "blocked", 0L, "revoking", 0L));
            assertThat(before.overdue()).isZero();
            assertThat(before.longestLag()).isZero();
            assertThat(before.shortestGrace()).isEmpty();
            assertThat(late.overdue()).isEqualTo(2);
            assertThat(late.longestLag()).isEqualTo(Duration.ofSeconds(90));
            assertThat(late.lagOfTheLatestHundredth()).isEqualTo(Duration.ofSeconds(90));
            assertThat(late.oldestIntent()).isEqualTo(Duration.ofSeconds(3600 + 90));
        });
    }

    @Test
    void adds_one_version_to_each_secret_with_every_publication() {
        withStore(at -> {
            Leased held = issued(at, "orders");
            Leased staged = at.store.save(held, Samples.staged(held.rotation()));

            Leased after = at.store.publish(staged, Samples.published(staged.rotation(), LATER));

            assertThat(value(at, "orders_PASS")).isEqualTo("password2");
            assertThat(at.secret("orders_USER").orElseThrow().version()).isEqualTo(2);
            assertThat(at.store.renew(after, LEASE).rotation()).isEqualTo(after.rotation());
        });
    }

    @Test
    void writes_nothing_for_a_worker_that_lost_its_lease() {
        withStore(at -> {
            Leased sleeper = issued(at, "orders");
            at.store.release(sleeper);
            Leased taken = at.store.lease(sleeper.id(), LEASE).orElseThrow();
            Rotation staged = Samples.staged(sleeper.rotation());
            Rotation published = Samples.published(staged, LATER);

            assertThatThrownBy(() -> at.store.save(sleeper, staged)).isInstanceOf(LeaseLost.class);
            assertThatThrownBy(() -> at.store.publish(sleeper, published)).isInstanceOf(LeaseLost.class);
            assertThatThrownBy(() -> at.store.remove(sleeper, true)).isInstanceOf(LeaseLost.class);
            assertThatThrownBy(() -> at.store.renew(sleeper, LEASE)).isInstanceOf(LeaseLost.class);
            at.store.release(sleeper);
            assertThat(at.store.lease(sleeper.id(), LEASE)).isEmpty();
            assertThat(value(at, "orders_PASS")).isEqualTo("password1");
            assertThat(at.store.renew(taken, LEASE).rotation()).isEqualTo(sleeper.rotation());
        });
    }

    @Test
    void leases_one_rotation_of_a_connection_at_a_time() {
        withStore(at -> {
            Leased first = issued(at, "orders");
            Leased other = issued(at, "billing");
            ConnectionId elsewhere = at.connect("elsewhere");
            Leased apart = at.begin(at.settings("apart", elsewhere), Samples.firstIssue("apart", NOW));
            at.store.release(first);
            at.store.release(other);
            at.store.release(apart);

            Leased held = at.store.lease(first.id(), LEASE).orElseThrow();

            assertThat(at.store.lease(other.id(), LEASE)).isEmpty();
            assertThat(at.store.awake(LATER, 10)).containsExactly(apart.id());
            assertThat(at.store.lease(apart.id(), LEASE)).isPresent();
            at.store.release(held);
            assertThat(at.store.lease(other.id(), LEASE)).isPresent();
        });
    }

    @Test
    void gives_a_lease_on_when_its_time_is_over() {
        withStore(at -> {
            Leased held = issued(at, "orders");
            at.store.release(held);
            Leased brief = at.store.lease(held.id(), Duration.ZERO).orElseThrow();

            Leased next = at.store.lease(held.id(), LEASE).orElseThrow();

            assertThat(next.epoch()).isGreaterThan(brief.epoch());
            assertThatThrownBy(() -> at.store.save(brief, brief.rotation())).isInstanceOf(LeaseLost.class);
        });
    }

    @Test
    void refuses_a_row_that_was_played_back() {
        withStore(at -> {
            Leased held = issued(at, "orders");
            byte[] old = sealed(at, held.id());
            Leased next = at.store.save(held, Samples.staged(held.rotation()));

            at.database.change(session -> session.update(
                    "UPDATE rotation SET sealed = ? WHERE id = ?",
                    old,
                    held.id().value()));

            assertThatThrownBy(() -> at.store.renew(next, LEASE)).isInstanceOf(Tampered.class);
        });
    }

    @Test
    void keeps_no_password_readable_in_the_row() {
        withStore(at -> {
            Leased held = issued(at, "orders");

            assertThat(new String(sealed(at, held.id()), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("password1");
        });
    }

    @Test
    void removes_the_secrets_or_leaves_them_to_the_clients() {
        withStore(at -> {
            Leased kept = issued(at, "orders");
            at.store.release(kept);
            Leased gone = issued(at, "billing");

            at.store.remove(gone, true);
            at.store.remove(at.store.lease(kept.id(), LEASE).orElseThrow(), false);

            assertThat(at.secret("billing_USER")).isEmpty();
            assertThat(at.secret("orders_USER").flatMap(Secret::rotated)).isEmpty();
            assertThat(value(at, "orders_PASS")).isEqualTo("password1");
            assertThat(at.rotations.find(kept.id())).isEmpty();
            assertThat(at.begin("billing", Samples.firstIssue("billing", NOW)).version())
                    .isEqualTo(1);
        });
    }

    @Test
    void edits_settings_and_renames_the_secrets_in_place() {
        withStore(at -> {
            Leased held = issued(at, "orders");
            at.store.release(held);
            Secret before = at.secret("orders_PASS").orElseThrow();

            Edit edit = at.edits.edit(held.id(), stored -> named(at, "renamed", "new"), LATER);

            StoredRotation after = ((Edit.Done) edit).after();
            assertThat(after.settings()).isEqualTo(named(at, "renamed", "new"));
            assertThat(after.updatedAt()).isEqualTo(LATER);
            assertThat(after.rotation().nextRotationAt()).contains(Instant.parse("2026-03-07T11:29:00Z"));
            Secret renamed = at.secret("new_PASS").orElseThrow();
            assertThat(renamed.id()).isEqualTo(before.id());
            assertThat(renamed.content()).isEqualTo(before.content());
            assertThat(renamed.version()).isEqualTo(before.version() + 1);
            assertThat(at.secret("orders_PASS")).isEmpty();
        });
    }

    @Test
    void edits_nothing_while_a_run_holds_the_row() {
        withStore(at -> {
            Leased held = issued(at, "orders");

            Edit edit = at.edits.edit(held.id(), stored -> named(at, "renamed", "new"), LATER);

            assertThat(edit).isInstanceOf(Edit.Running.class);
            assertThat(at.store.renew(held, LEASE).version()).isEqualTo(held.version());
        });
    }

    @Test
    void edits_nothing_if_a_name_is_taken() {
        withStore(at -> {
            Leased held = issued(at, "orders");
            at.store.release(held);
            issued(at, "billing");

            Edit name = at.edits.edit(held.id(), stored -> named(at, "billing", "new"), LATER);

            assertThat(name).isInstanceOf(Edit.NameTaken.class);
            assertThatThrownBy(() -> at.edits.edit(held.id(), stored -> named(at, "x", "billing"), LATER))
                    .isInstanceOf(NameTaken.class);
            StoredRotation after = at.rotations.find(held.id()).orElseThrow();
            assertThat(after.settings()).isEqualTo(at.settings("orders"));
            assertThat(at.secret("orders_USER")).isPresent();
        });
    }

    @Test
    void begins_with_the_longest_overdue() {
        withStore(at -> {
            Leased late = at.begin("late", Samples.firstIssue("late", NOW.minusSeconds(60)));
            at.store.release(late);
            Leased later = at.begin("later", Samples.firstIssue("later", NOW));
            at.store.release(later);
            Leased sleeping = at.begin("sleeping", Samples.firstIssue("sleeping", LATER.plusSeconds(1)));
            at.store.release(sleeping);

            assertThat(at.store.awake(LATER, 10)).containsExactly(late.id(), later.id());
            assertThat(at.store.awake(LATER, 1)).containsExactly(late.id());
        });
    }

    private void withStore(Consumer<StoreFixture> work) {
        try (var fixture = StoreFixture.open(address())) {
            work.accept(fixture);
        }
    }

    @Test
    void holds_accounts_from_the_first_intent_on_until_the_row_is_gone() {
        withStore(at -> {
            Leased first = at.begin("orders", Samples.firstIssue("shared", NOW));

            assertThatThrownBy(() -> at.begin("billing", Samples.firstIssue("shared", NOW)))
                    .isInstanceOfSatisfying(
                            AccountTaken.class,
                            taken -> assertThat(taken.owner()).contains(first.id()));
            assertThat(at.secret("billing_USER")).isEmpty();
            at.store.remove(first, false);
            assertThat(at.begin("billing", Samples.firstIssue("shared", NOW)).version())
                    .isEqualTo(1);
        });
    }

    @Test
    void lets_go_of_an_account_that_no_longer_stands_anywhere() {
        withStore(at -> {
            Leased held = issued(at, "orders");
            held = at.store.save(held, Samples.staged(held.rotation()));
            held = at.store.publish(held, Samples.published(held.rotation(), LATER));
            held = at.store.save(held, Samples.staged(held.rotation()));
            at.store.publish(held, Samples.published(held.rotation(), LATER));

            assertThat(at.begin("former", Samples.firstIssue("orders", NOW)).version())
                    .isEqualTo(1);
        });
    }

    @Test
    void finds_the_owner_of_an_account_by_the_fingerprint_of_its_target() {
        withStore(at -> {
            RotationSettings here = at.settings("orders").on(at.connection, Optional.of("the server"));
            RotationSettings there = at.settings("billing").on(at.connect("alias"), Optional.of("the server"));
            Leased first = at.begin(here, Samples.firstIssue("shared", NOW));

            assertThatThrownBy(() -> at.begin(there, Samples.firstIssue("shared", NOW)))
                    .isInstanceOfSatisfying(
                            AccountTaken.class,
                            taken -> assertThat(taken.owner()).contains(first.id()));
        });
    }

    private static RotationSettings named(StoreFixture at, String name, String secrets) {
        RotationSettings settings = at.settings(secrets);
        return new RotationSettings(
                name,
                Optional.of("described"),
                settings.connection(),
                settings.fingerprint(),
                settings.timing(),
                new Overlap(Optional.of(Duration.ofHours(1)), Duration.ofMinutes(5), true),
                new AccountSettings(
                        settings.type(),
                        settings.accounts().mode(),
                        settings.parameters(),
                        new AccountSetup(true, Optional.of(new AccountName("owner")))),
                settings.mapping());
    }

    /// A rotation whose first set is published, still leased.
    private static Leased issued(StoreFixture at, String name) {
        Leased held = at.begin(name, Samples.firstIssue(name, NOW));
        return at.store.publish(held, Samples.published(held.rotation(), NOW));
    }

    private static String value(StoreFixture at, String secret) {
        return at.secret(secret).orElseThrow().content().value();
    }

    private static byte[] sealed(StoreFixture at, RotationId id) {
        return at.database.read(session -> session.one(
                        "SELECT sealed FROM rotation WHERE id = ?", row -> row.bytes("sealed"), id.value())
                .orElseThrow());
    }
}
