// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.testkit.mariadb.MariaDbServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The codes of the tables, produced by the server.
@OnMariaDb
class MariaDbVerdictsIT {

    private final MariaDbServer server = Servers.shared();
    private final Visits visits = Visits.to(server);

    @Test
    void tells_a_closed_account_from_a_wrong_password() throws Exception {
        Credential next = Servers.made();
        visits.apply(next);
        String user = "'" + next.account() + "'";

        assertThat(verdict(next, "ALTER USER " + user + " ACCOUNT LOCK")).isEqualTo("ACCOUNT 4151");
        assertThat(verdict(next, "ALTER USER " + user + " ACCOUNT UNLOCK PASSWORD EXPIRE"))
                .matches("ACCOUNT (1820|1862)");
        assertThat(verdict(next, "ALTER USER " + user + " IDENTIFIED BY 'x'")).isEqualTo("WRONG_PASSWORD 1045");
        visits.apply(next);
        assertThat(visits.accepts(next)).isTrue();
        assertThat(verdict(next, "ALTER USER " + user + " WITH MAX_USER_CONNECTIONS -1"))
                .isEqualTo("BUSY 1226");
        assertThat(verdict(next, "DROP USER " + user)).isEqualTo("WRONG_PASSWORD 1045");
    }

    @Test
    void tells_a_closed_or_absent_database() throws Exception {
        Credential next = Servers.made();
        visits.apply(next);

        assertThat(verdict(visits.in("app"), next)).isEqualTo("ACCOUNT 1044");
        server.admin("GRANT SELECT ON app.* TO '" + next.account() + "'");
        assertThat(visits.in("app").accepts(next)).isTrue();
        server.admin("GRANT SELECT ON nowhere.* TO '" + next.account() + "'");
        assertThat(verdict(visits.in("nowhere"), next)).isEqualTo("ACCOUNT 1049");
    }

    @Test
    void says_locked_out_and_not_wrong_password_of_an_account_that_the_server_shut() throws Exception {
        Credential one = Servers.made();
        Credential old = Servers.made();
        Credential next = Servers.after(old);
        visits.apply(one);
        visits.apply(old);
        visits.apply(next, new Keep.Only(old));
        server.admin("SET GLOBAL max_password_errors = 2");
        try {
            assertThat(visits.preflight(one)).isEmpty();
            for (int i = 0; i < 3; i++) {
                assertThat(server.accepts(one.account().value(), "wrong")).isFalse();
                assertThat(server.accepts(old.account().value(), "wrong")).isFalse();
            }

            assertThat(verdict(visits, one)).isEqualTo("LOCKED_OUT 4150");
            assertThat(verdict(visits, next)).isEqualTo("LOCKED_OUT 1045");
        } finally {
            server.admin("SET GLOBAL max_password_errors = 4294967295", "FLUSH PRIVILEGES");
        }
        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void never_locks_an_account_by_looking_whether_any_password_will_do() throws Exception {
        Credential next = Servers.made();
        visits.apply(next);
        server.admin("SET GLOBAL max_password_errors = 1");
        try {
            var _ = visits.preflight(next);

            assertThat(visits.accepts(next)).isTrue();
        } finally {
            server.admin("SET GLOBAL max_password_errors = 4294967295");
        }
    }

    @Test
    void finds_the_reason_behind_1396_in_the_warnings() throws Exception {
        server.admin("CREATE USER picky IDENTIFIED BY 'a'");
        Credential hashed = Servers.found("picky");
        Credential clear = Servers.credential(
                "picky", Origin.FOUND, Servers.custom("ALTER USER '{{username}}' IDENTIFIED BY '{{password}}'"));
        server.admin("INSTALL SONAME 'simple_password_check'", "SET GLOBAL simple_password_check_minimal_length = 200");
        try {
            assertThat(refusal(hashed)).isEqualTo("POLICY 1290");
            server.admin("SET GLOBAL strict_password_validation = OFF");
            visits.apply(hashed);
            server.admin("SET GLOBAL strict_password_validation = ON");
            assertThat(refusal(clear)).isEqualTo("POLICY 1819");
        } finally {
            server.admin("SET GLOBAL strict_password_validation = ON", "UNINSTALL SONAME 'simple_password_check'");
        }
        assertThat(refusal(Servers.credential(
                        "nobody",
                        Origin.FOUND,
                        Servers.custom("ALTER USER '{{username}}' IDENTIFIED BY '{{password}}'"))))
                .isEqualTo("NO_SUCH_ACCOUNT 1396");
        assertThat(refusal(Servers.credential(
                        "nobody", Origin.FOUND, Servers.custom("ALTERED '{{username}}' '{{password}}'"))))
                .isEqualTo("UNSUPPORTED 1064");
    }

    @Test
    void changes_nothing_on_a_server_that_became_read_only() throws Exception {
        Credential next = Servers.made();
        try (MySqlTarget target = visits.open();
                var _ = target.lock()) {
            var writer = target.nodes().writers().getFirst();
            server.admin("SET GLOBAL read_only = 1");

            Refused refused = catchThrowableOfType(Refused.class, () -> target.apply(writer, next, new Keep.Shut()));

            assertThat(refused.reason() + " " + refused.code()).isEqualTo("WRONG_NODE 1290");
            Refused none = catchThrowableOfType(Refused.class, visits::open);
            assertThat(none.reason() + " " + none.code()).isEqualTo("WRONG_NODE 1290");
        } finally {
            server.admin("SET GLOBAL read_only = 0");
        }
        visits.apply(next);
        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void takes_too_many_connections_for_no_verdict() throws Exception {
        Credential next = Servers.made();
        visits.apply(next);
        server.admin("SET GLOBAL max_connections = 10");
        List<AutoCloseable> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                taken.add(server.connect(next.account().value(), next.password().reveal()));
            }

            Visits unprivileged =
                    Visits.to(server, next.account().value(), next.password().reveal());
            Refused refused = catchThrowableOfType(Refused.class, unprivileged::open);

            assertThat(refused.reason() + " " + refused.code()).isEqualTo("BUSY 1040");
        } finally {
            for (AutoCloseable connection : taken) {
                connection.close();
            }
            server.admin("SET GLOBAL max_connections = 60");
        }
    }

    @Test
    void says_so_where_our_own_password_has_expired() {
        server.admin("CREATE USER stale_admin IDENTIFIED BY 'stale' PASSWORD EXPIRE");

        Refused refused = catchThrowableOfType(
                Refused.class, () -> Visits.to(server, "stale_admin", "stale").open());

        assertThat(refused.reason()).isEqualTo(Reason.ADMIN_LOGIN);
        assertThat(refused.code()).matches("1820|1862");
    }

    private String verdict(Credential credential, String change) {
        server.admin(change);
        return verdict(visits, credential);
    }

    private static String verdict(Visits visits, Credential credential) {
        Refused refused = catchThrowableOfType(Refused.class, () -> visits.verify(credential));
        return refused.reason() + " " + refused.code();
    }

    private String refusal(Credential next) {
        Refused refused = catchThrowableOfType(Refused.class, () -> visits.apply(next));
        return refused.reason() + " " + refused.code();
    }
}
