// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionCredentials;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.connection.ConnectionText;
import dev.keyturn.server.sql.StoreAddress;
import dev.keyturn.targets.postgres.PostgresDriver;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The server changes the password of the very account that it logs in with, and dies at every moment of it.
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagedAccountCrashIT {
    private static final String GIVEN = "as-its-owner-gave-it";
    private static final int MOST_MOMENTS = 100;
    private static final int DAYS = 4;

    private final PostgresServer postgres = PostgresServer.start(PostgresSetup.with(PostgresBinaries.embedded()));
    private final PostgresDriver driver = new PostgresDriver(new SecureRandom());
    private final StoreFixture fixture;

    ManagedAccountCrashIT(@TempDir Path folder) {
        fixture = StoreFixture.open(new StoreAddress.Embedded(folder.resolve("keyturn.db")));
    }

    @AfterAll
    void stop() {
        fixture.close();
        postgres.close();
    }

    @Test
    void some_stored_password_logs_in_whenever_the_server_dies_and_the_next_start_finishes() throws Exception {
        int moments = 0;
        while (dies(moments)) {
            moments++;
            assertThat(moments).isLessThan(MOST_MOMENTS);
        }

        assertThat(moments).as("moments at which it died").isGreaterThan(10);
    }

    /// @return whether the worker died; it lives if it has no more than so many moments
    private boolean dies(int moment) throws Exception {
        String account = "admin_" + moment;
        postgres.admin("CREATE ROLE " + account + " LOGIN PASSWORD '" + GIVEN + "'");
        ConnectionId id = connection(account);
        boolean died = false;
        try {
            var _ = accounts(new Fuse(moment))
                    .change(id, fixture.clock.instant().plusSeconds(8));
        } catch (Fuse.Blown _) {
            died = true;
        }
        assertThat(stored(id).logins()).as("moment %s", moment).anyMatch(this::accepted);

        store().releaseAfterRestart();
        var afterwards = accounts(Fuse.whole());
        for (int day = 0; day < DAYS && !isSettled(id); day++) {
            fixture.clock.set(fixture.clock.instant().plus(Duration.ofDays(1)));
            afterwards.advance(new RotationId(id.value()));
            assertThat(stored(id).logins()).as("moment %s, day %s", moment, day).anyMatch(this::accepted);
        }

        assertThat(stored(id).logins()).as("moment %s", moment).singleElement().matches(this::accepted);
        assertThat(postgres.accepts(account, GIVEN)).as("moment %s", moment).isFalse();
        return died;
    }

    private boolean accepted(Login login) {
        return postgres.accepts(
                login.account().value(), login.password().orElseThrow().reveal());
    }

    /// Changed, and nothing under way.
    private boolean isSettled(ConnectionId id) {
        return fixture.database
                .read(session -> store().locked(session, new RotationId(id.value())))
                .filter(row -> row.rotation().state() instanceof Settled settled
                        && settled.credentials().published().orElseThrow().version() > 1)
                .isPresent();
    }

    private AppConnection stored(ConnectionId id) {
        return fixture.database
                .read(session -> fixture.connections.find(session, id))
                .orElseThrow();
    }

    private ManagedAccountStore store() {
        return new ManagedAccountStore(
                fixture.database,
                fixture.keyring,
                fixture.connections,
                ManagedAccounts.terms(),
                RunWitness.none(),
                "here");
    }

    private ManagedAccounts accounts(Fuse fuse) {
        var logins = ConnectionLogins.of(List.of(fuse.under(driver)), _ -> true);
        var targets = new RotationTargets(
                fixture.database,
                new RotationTable(fixture.keyring, new SetBook(fixture.clock, Optional::empty)),
                fixture.connections,
                logins,
                new PasswordGenerator(new SecureRandom()),
                fixture.clock);
        return new ManagedAccounts(
                store(),
                fuse.under(store()),
                fixture.database,
                fixture.connections,
                targets,
                new AccountOwners(fixture.connections, logins),
                fixture.clock);
    }

    /// A stored one, whose account is the server's own from here on.
    private ConnectionId connection(String account) throws TargetException {
        var credentials = new ConnectionCredentials(
                new Endpoint("127.0.0.1", postgres.port()),
                Optional.of("postgres"),
                new AccountName(account),
                Optional.of(Password.of(GIVEN)),
                false,
                false,
                Optional.empty());
        var made = new AppConnection(
                new ConnectionId(account),
                TargetType.POSTGRES,
                Optional.of(fixture.place.project()),
                new ConnectionText(account, Optional.empty()),
                credentials,
                List.of(),
                fixture.connections.hash(credentials),
                Optional.empty(),
                1,
                fixture.clock.instant(),
                fixture.clock.instant());
        var accounts = accounts(Fuse.whole());
        Prospect prospect =
                accounts.survey(made, Deadline.at(fixture.clock.instant().plusSeconds(8), fixture.clock));
        fixture.database.change(session -> {
            fixture.connections.insert(session, made);
            assertThat(accounts.take(session, made, prospect)).isTrue();
        });
        return made.id();
    }
}
