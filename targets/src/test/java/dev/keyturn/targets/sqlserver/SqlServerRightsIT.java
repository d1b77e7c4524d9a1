// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlServerRightsIT {

    private static final String POOR_PASSWORD = "Honest-and-modest-1";

    private final SqlServerDouble server = Servers.start(Servers.SETUP.locksOutAfter(2));
    private final Visits visits = Visits.to(server);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void names_each_missing_right_with_the_statement_that_cures_it() throws Exception {
        Visits poor = poor("poor");
        Credential plain = Servers.found(server, "rich_app");
        Credential powerful = Servers.found(server, "power_app");
        Credential disabled = Servers.found(server, "off_app");
        Credential denied = Servers.found(server, "denied_app");
        server.administer(
                "master",
                "ALTER SERVER ROLE sysadmin ADD MEMBER power_app",
                "ALTER LOGIN off_app DISABLE",
                "DENY CONNECT SQL TO denied_app");

        cured(poor, plain, Reason.NOT_PERMITTED);
        cured(poor, Servers.credential("made_app", Origin.MADE, Servers.creating()), Reason.NOT_PERMITTED);
        cured(poor, powerful, Reason.NOT_PERMITTED);
        cured(poor, disabled, Reason.ACCOUNT);
        cured(poor, denied, Reason.ACCOUNT);

        poor.apply(powerful);
        assertThat(poor.accepts(powerful)).isTrue();
    }

    @Test
    void names_the_missing_right_in_the_refusal_of_a_change_too() {
        Credential next = Servers.found(server, "out_of_reach");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> poor("poorer").apply(next))
                .withMessageContaining("GRANT ALTER ANY LOGIN TO [poorer];")
                .matches(refused -> refused.reason() == Reason.NOT_PERMITTED);
    }

    @Test
    void says_that_a_login_does_not_exist_and_how_it_could() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> visits.preflight(Servers.credential("nobody", Origin.FOUND, AccountRules.none())))
                .withMessageContaining("accountSetup.createMissing")
                .matches(refused -> refused.reason() == Reason.NO_SUCH_ACCOUNT);
    }

    @Test
    void takes_names_that_differ_in_case_only_for_what_they_are() {
        var _ = Servers.found(server, "Spelled_So");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> visits.apply(Servers.credential("spelled_so", Origin.FOUND, AccountRules.none())))
                .withMessageContaining("[Spelled_So]");
    }

    @Test
    void arranges_the_owner_role_and_names_what_that_takes() throws Exception {
        Visits poor = poor("role_keeper");
        server.administer("master", "GRANT ALTER ANY LOGIN TO role_keeper", "GRANT VIEW SERVER STATE TO role_keeper");
        Credential like = Servers.found(server, "owner_app");
        var rules = new AccountRules(
                List.of(), Optional.empty(), List.of(), Optional.of(new AccountName("app_owner")), false);
        Credential next = new Credential(like.account(), like.origin(), like.password(), 1, like.salt(), rules);

        cured(poor, next, Reason.NOT_PERMITTED);
        poor.apply(next);
        poor.apply(next);

        assertThat(server.log()).containsOnlyOnce("ALTER ROLE [app_owner] ADD MEMBER [owner_app]");
    }

    @Test
    void needs_rights_to_see_sessions_and_to_end_them() throws Exception {
        Credential next = Servers.found(server, "watched");
        Visits poor = poor("watcher");
        Set<AccountName> accounts = Set.of(next.account());

        Refused blind =
                catchThrowableOfType(Refused.class, () -> poor.first((target, node) -> target.clients(node, accounts)));
        server.administer("master", Servers.statementAtTheEndOf(String.valueOf(blind.getMessage())));
        Refused powerless = catchThrowableOfType(
                Refused.class, () -> poor.first((target, node) -> target.endSessions(node, next.account())));
        server.administer("master", Servers.statementAtTheEndOf(String.valueOf(powerless.getMessage())));

        assertThat(poor.<List<?>>first((target, node) -> target.clients(node, accounts)))
                .isEmpty();
        assertThat(poor.<Integer>first((target, node) -> target.endSessions(node, next.account())))
                .isZero();
    }

    /// May log in and use the database.
    private Visits poor(String name) {
        server.administer("master", "CREATE LOGIN " + name + " WITH PASSWORD = '" + POOR_PASSWORD + "'");
        server.administer(Servers.DATABASE, "CREATE USER " + name + " FOR LOGIN " + name);
        return Visits.to(name, POOR_PASSWORD, server);
    }

    /// Pastes what refusals end with until none is left.
    private void cured(Visits admin, Credential next, Reason expected) throws Refused, Unanswered {
        Refused first = catchThrowableOfType(Refused.class, () -> admin.preflight(next));
        assertThat(first).isNotNull();
        assertThat(first.reason()).isEqualTo(expected);
        Refused missing = first;
        for (int i = 0; i < 4 && missing != null; i++) {
            server.administer(Servers.DATABASE, Servers.statementAtTheEndOf(String.valueOf(missing.getMessage())));
            missing = catchThrowableOfType(Refused.class, () -> admin.preflight(next));
        }
        assertThat(missing).isNull();
    }
}
