// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.postgres.PostgresServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "PostgreSQL {0}")
@MethodSource("dev.keyturn.targets.postgres.Servers#majors")
class PostgresRightsIT {

    private final PostgresServer server;
    private final Visits visits;

    PostgresRightsIT(int major) {
        this.server = Servers.of(major);
        this.visits = Visits.to(server);
    }

    @Test
    void names_each_missing_right_with_the_statement_that_cures_it() throws Exception {
        server.admin(
                "CREATE ROLE poor LOGIN PASSWORD 'poor'",
                "CREATE ROLE rich_app LOGIN",
                "CREATE ROLE closed_app NOLOGIN",
                "CREATE ROLE late_app LOGIN VALID UNTIL '2001-01-01'",
                "CREATE ROLE super_app LOGIN SUPERUSER",
                "CREATE DATABASE shut_away",
                "REVOKE CONNECT ON DATABASE shut_away FROM PUBLIC",
                "GRANT CONNECT ON DATABASE shut_away TO poor");
        Visits poor = Visits.to(server, "postgres", "poor", "poor");
        var owned = new AccountRules(
                List.of(), Optional.empty(), List.of(), Optional.of(new AccountName("ownerless")), false);

        cured(poor, Servers.credential("rich_app", Origin.FOUND, AccountRules.none()), Reason.NOT_PERMITTED);
        cured(poor, Servers.credential("missing_app", Origin.FOUND, AccountRules.none()), Reason.NO_SUCH_ACCOUNT);
        cured(poor, Servers.credential("closed_app", Origin.FOUND, AccountRules.none()), Reason.ACCOUNT);
        cured(poor, Servers.credential("late_app", Origin.FOUND, AccountRules.none()), Reason.ACCOUNT);
        cured(poor, Servers.credential("super_app", Origin.FOUND, AccountRules.none()), Reason.NOT_PERMITTED);
        cured(poor.in("shut_away"), Servers.credential("rich_app", Origin.FOUND, AccountRules.none()), Reason.ACCOUNT);
        cured(poor, Servers.credential("rich_app", Origin.FOUND, owned), Reason.NO_SUCH_ACCOUNT);
        poor.apply(Servers.credential("rich_app", Origin.FOUND, owned));
    }

    @Test
    void names_the_missing_right_in_the_refusal_of_a_change_too() throws Exception {
        server.admin("CREATE ROLE poorer LOGIN PASSWORD 'poor'", "CREATE ROLE out_of_reach LOGIN");
        Credential next = Servers.credential("out_of_reach", Origin.FOUND, AccountRules.none());

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(
                        () -> Visits.to(server, "postgres", "poorer", "poor").apply(next))
                .withMessageContaining("ALTER ROLE \"poorer\" CREATEROLE;");
    }

    @Test
    void warns_where_any_password_logs_in() throws Exception {
        server.admin("CREATE ROLE trusted LOGIN");
        Servers.grantAdminOption(server, "trusted");
        Credential proper = Servers.found(server, "proper");

        List<String> warnings = visits.preflight(Servers.credential("trusted", Origin.FOUND, AccountRules.none()));

        assertThat(warnings).singleElement().asString().startsWith("logins unprovable: " + server.name());
        assertThat(visits.preflight(proper)).isEmpty();
    }

    @Test
    void tells_a_closed_account_from_a_wrong_password() throws Exception {
        Credential next = Servers.found(server, "told_apart");
        visits.apply(next);

        assertThat(reasonAfter(next, "ALTER ROLE told_apart NOLOGIN")).isEqualTo(Reason.ACCOUNT);
        assertThat(reasonAfter(next, "ALTER ROLE told_apart LOGIN VALID UNTIL '2001-01-01'"))
                .isEqualTo(Reason.ACCOUNT);
        assertThat(reasonAfter(next, "ALTER ROLE told_apart VALID UNTIL 'infinity' CONNECTION LIMIT 0"))
                .isEqualTo(Reason.BUSY);
        server.admin(
                "CREATE DATABASE closed_to_it",
                "REVOKE CONNECT ON DATABASE closed_to_it FROM PUBLIC",
                "GRANT CONNECT ON DATABASE closed_to_it TO keyturn",
                "ALTER ROLE told_apart CONNECTION LIMIT -1");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> visits.in("closed_to_it").accepts(next))
                .matches(refused ->
                        refused.reason() == Reason.ACCOUNT && refused.code().equals("42501"));
        assertThat(reasonAfter(next, "ALTER ROLE told_apart PASSWORD 'x'")).isEqualTo(Reason.WRONG_PASSWORD);
    }

    @Test
    void says_which_database_is_not_there_or_closed_to_us() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> visits.in("no_such_database").open())
                .matches(refused ->
                        refused.reason() == Reason.ADMIN_LOGIN && refused.code().equals("3D000"));
    }

    @Test
    void takes_locks_in_its_own_database_and_says_so_where_the_common_one_is_closed_to_it() throws Exception {
        server.admin(
                "CREATE DATABASE aside",
                "CREATE ROLE apart LOGIN SUPERUSER PASSWORD 'apart'",
                "ALTER ROLE apart NOSUPERUSER CREATEROLE",
                "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC",
                "GRANT CONNECT ON DATABASE postgres TO keyturn");
        try (PostgresTarget target =
                        Visits.to(server, "aside", "apart", "apart").open();
                var _ = target.lock()) {
            assertThat(target.warnings()).singleElement().asString().startsWith("locks:");
        } finally {
            server.admin("GRANT CONNECT ON DATABASE postgres TO PUBLIC");
        }
    }

    private Reason reasonAfter(Credential credential, String change) throws Refused, Unanswered {
        server.admin(change);
        try (PostgresTarget target = visits.open()) {
            Node node = target.nodes().writers().getFirst();
            return catchThrowableOfType(Refused.class, () -> target.verify(node, credential))
                    .reason();
        }
    }

    /// Pastes what refusals end with until none is left.
    private void cured(Visits admin, Credential next, Reason expected) throws Refused, Unanswered {
        Refused first = catchThrowableOfType(Refused.class, () -> admin.preflight(next));
        assertThat(first).isNotNull();
        assertThat(first.reason()).isEqualTo(expected);
        Refused missing = first;
        for (int i = 0; i < 4 && missing != null; i++) {
            server.admin(Servers.statementAtTheEndOf(String.valueOf(missing.getMessage())));
            missing = catchThrowableOfType(Refused.class, () -> admin.preflight(next));
        }
        assertThat(missing).isNull();
    }
}
