// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.ShowsUsage.Client;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Users with a password of their own, in a database that lets them in itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlServerContainedIT {

    private final SqlServerDouble server = SqlServerDouble.start(Servers.SETUP);
    private final Visits visits = Visits.to(server);

    @BeforeAll
    void admit() {
        server.administer("master", "CREATE DATABASE " + Servers.DATABASE + " CONTAINMENT = PARTIAL");
        Servers.admit(server, true);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void changes_the_user_and_leaves_a_login_of_the_same_name_alone() throws Exception {
        server.administer("master", "CREATE LOGIN twin WITH PASSWORD = 'Of-the-login-1'");
        Credential next = user("twin");

        visits.apply(next);

        assertThat(visits.accepts(next)).isTrue();
        assertThat(server.log())
                .anyMatch(line -> line.startsWith("ALTER USER [twin]"))
                .noneMatch(line -> line.startsWith("ALTER LOGIN [twin]"));
        try (var asLogin = Jdbc.open(server.port(), "twin", "Of-the-login-1", "master", "the login")) {
            assertThat(visits.<List<Client>>first((target, node) -> target.clients(node, Set.of(next.account()))))
                    .isEmpty();
            assertThat(asLogin.isClosed()).isFalse();
        }
        try (var asUser = Jdbc.open(server, next, "the user")) {
            assertThat(visits.<List<Client>>first((target, node) -> target.clients(node, Set.of(next.account()))))
                    .extracting(Client::name)
                    .containsExactly("the user");
            assertThat(asUser.isClosed()).isFalse();
        }
    }

    @Test
    void changes_a_login_where_the_database_has_no_such_user() throws Exception {
        Credential next = Servers.found(server, "a_login");

        visits.apply(next);

        assertThat(visits.accepts(next)).isTrue();
        assertThat(server.log()).anyMatch(line -> line.startsWith("ALTER LOGIN [a_login]"));
    }

    @Test
    void works_for_an_administrator_that_is_a_user_of_the_database_itself() throws Exception {
        server.administer(
                Servers.DATABASE,
                "CREATE USER inner_admin WITH PASSWORD = 'Inner-most-1'",
                "GRANT ALTER ANY USER TO inner_admin");
        Visits inner = Visits.to("inner_admin", "Inner-most-1", server);
        Credential next = user("inner_app");

        inner.apply(next);
        boolean accepted = inner.accepts(next);
        inner.retire(next, new Keep.Shut());

        assertThat(accepted).isTrue();
        assertThat(inner.accepts(next)).isFalse();
    }

    @Test
    void names_the_right_that_is_missing_in_the_database() throws Exception {
        server.administer(Servers.DATABASE, "CREATE USER modest WITH PASSWORD = 'Not-enough-1'");
        Visits modest = Visits.to("modest", "Not-enough-1", server);
        Credential next = Servers.credential("made_here", Origin.MADE, Servers.creating());

        Refused refused = catchThrowableOfType(Refused.class, () -> modest.preflight(next));
        server.administer("master", Servers.statementAtTheEndOf(String.valueOf(refused.getMessage())));
        modest.apply(next);

        assertThat(refused.reason()).isEqualTo(Reason.NOT_PERMITTED);
        assertThat(refused).hasMessageContaining("USE [orders]; GRANT ALTER ANY USER TO [modest];");
        assertThat(modest.accepts(next)).isTrue();
    }

    private Credential user(String name) {
        server.administer(Servers.DATABASE, "CREATE USER " + name + " WITH PASSWORD = 'Of-somebody-else-1'");
        return Servers.credential(name, Origin.FOUND, AccountRules.none());
    }
}
