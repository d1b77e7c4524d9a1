// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Held;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Swap;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.fault.Fault;
import dev.keyturn.testkit.fault.FaultProxy;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The one login that all clients use, ours included, on two instances that do not know of each other.
@Tag("thorough")
class SqlServerSwapIT {

    private final List<SqlServerDouble> servers = Swaps.start(2);
    private final SqlServerDouble first = servers.getFirst();
    private final SqlServerDouble second = servers.getLast();
    private final Swaps swaps = Swaps.to(servers);
    private final Credential old = Swaps.old();
    private final Credential next = Swaps.next();

    @AfterEach
    void stop() {
        servers.forEach(SqlServerDouble::close);
    }

    @Test
    void changes_nothing_before_its_commit_and_everything_with_it() throws Exception {
        try (Swap target = swaps.open();
                TargetLock _ = target.lock();
                Held held = target.prepare(next)) {
            assertThat(servers).allMatch(server -> Swaps.accepts(server, old));
            assertThat(servers).noneMatch(server -> Swaps.accepts(server, next));
            held.commit();

            assertThat(servers).allMatch(server -> Swaps.accepts(server, next));
            assertThat(servers).noneMatch(server -> Swaps.accepts(server, old));
            for (Node node : target.nodes().required()) {
                target.verify(node, next);
                target.retire(node, old, new Keep.Only(next));
            }
        }

        assertThat(servers).allMatch(server -> changes(server) == 1);
        assertThat(servers).allMatch(Swaps::isTidy);
        assertThat(first.log().toString()).doesNotContainIgnoringCase("OLD_PASSWORD");
    }

    @Test
    void changes_one_instance_that_stands_alone() throws Exception {
        Swaps alone = swaps.through(List.of(first.port()));

        alone.swap(next);

        assertThat(Swaps.accepts(first, next)).isTrue();
        assertThat(Swaps.accepts(second, old)).isTrue();
    }

    @Test
    void is_refused_by_the_policy_of_any_instance_before_anything_is_touched() {
        second.administer("master", "ALTER LOGIN sa WITH CHECK_POLICY = ON");
        Credential simple = Swaps.chief(Password.of("all-of-one-class"));

        Refused refused = catchThrowableOfType(Refused.class, () -> swaps.prepare(simple));

        assertThat(refused.reason()).isEqualTo(Reason.POLICY);
        assertThat(refused.code()).isEqualTo("15118");
        assertThat(refused.node()).contains("127.0.0.1:" + second.port());
        assertThat(refused).hasMessageContaining("(15118)").hasNoCause();
        assertThat(refused.getMessage())
                .doesNotContain("complex", simple.password().reveal());
        assertThat(servers).allMatch(server -> changes(server) == 0 && Swaps.isTidy(server));
        assertThat(servers).allMatch(server -> Swaps.accepts(server, old));
    }

    @Test
    void rehearses_under_the_policy_that_the_account_has() throws Exception {
        second.administer(
                "master", "ALTER LOGIN sa WITH CHECK_POLICY = ON", "ALTER LOGIN sa WITH CHECK_EXPIRATION = ON");

        swaps.swap(next);

        assertThat(first.log()).anyMatch(line -> line.endsWith(", CHECK_POLICY = OFF, CHECK_EXPIRATION = OFF"));
        assertThat(second.log()).anyMatch(line -> line.endsWith(", CHECK_POLICY = ON, CHECK_EXPIRATION = ON"));
    }

    @Test
    void drops_what_earlier_rehearsals_left_also_while_it_is_logged_in() throws Exception {
        Credential left = Servers.credential("keyturn_check_0badcafe", Origin.MADE, AccountRules.none());
        first.administer(
                "master",
                "CREATE LOGIN keyturn_check_0badcafe WITH PASSWORD = N'"
                        + left.password().reveal().replace("'", "''") + "'",
                "CREATE LOGIN keyturn_check_of_somebody WITH PASSWORD = N'Of-somebody-else-1'");
        try (Connection _ = Jdbc.open(
                first.port(), "keyturn_check_0badcafe", left.password().reveal(), "master", "before a crash")) {
            swaps.swap(next);
        }

        assertThat(Swaps.accepts(first, left)).isFalse();
        first.administer("master", "DROP LOGIN keyturn_check_of_somebody");
    }

    @Test
    void names_the_instance_that_did_not_change_and_gives_it_the_same_password_again() throws Exception {
        second.failAt("ALTER LOGIN [sa]", 596, 21);

        Unanswered silence = catchThrowableOfType(Unanswered.class, () -> swaps.swap(next));

        assertThat(silence.node()).contains("127.0.0.1:" + second.port());
        assertThat(silence.code()).isEqualTo("596");
        assertThat(Swaps.accepts(first, next)).isTrue();
        assertThat(Swaps.accepts(second, old)).isTrue();

        swaps.as(next, old).swap(next);

        assertThat(Swaps.accepts(second, next)).isTrue();
        assertThat(Swaps.accepts(second, old)).isFalse();
        assertThat(changes(first)).isOne();
    }

    @Test
    void goes_forward_once_a_trigger_that_undoes_the_change_is_gone() throws Exception {
        second.administer("master", "CREATE TRIGGER of_somebody ON ALL SERVER FOR ALTER_LOGIN AS ROLLBACK");

        Refused refused = catchThrowableOfType(Refused.class, () -> swaps.swap(next));

        assertThat(refused.code()).isEqualTo("3609");
        assertThat(refused.node()).contains("127.0.0.1:" + second.port());
        assertThat(Swaps.accepts(second, old)).isTrue();
        assertThat(Swaps.accepts(second, next)).isFalse();

        second.administer("master", "DROP TRIGGER of_somebody ON ALL SERVER");
        swaps.as(next, old).swap(next);

        assertThat(servers).allMatch(server -> Swaps.accepts(server, next) && Swaps.isTidy(server));
    }

    @Test
    void leaves_an_instance_alone_that_changed_though_its_answer_was_lost() throws Exception {
        try (FaultProxy path = FaultProxy.to(second.address());
                Swap target = swaps.through(List.of(first.port(), path.port())).open();
                TargetLock _ = target.lock();
                Held held = target.prepare(next)) {
            path.inject(new Fault.LoseReply(1));

            Unanswered silence = catchThrowableOfType(Unanswered.class, held::commit);

            assertThat(silence.node()).contains("127.0.0.1:" + path.port());
        }
        swaps.as(next, old).swap(next);

        assertThat(servers).allMatch(server -> Swaps.accepts(server, next) && changes(server) == 1);
    }

    @Test
    void throws_what_the_first_instance_says_and_warns_of_the_other() throws Exception {
        servers.forEach(server -> server.failAt("ALTER LOGIN [sa]", 15118, 16));
        try (Swap target = swaps.open();
                TargetLock _ = target.lock();
                Held held = target.prepare(next)) {
            Refused refused = catchThrowableOfType(Refused.class, held::commit);

            assertThat(refused.node()).contains("127.0.0.1:" + first.port());
            assertThat(refused.reason()).isEqualTo(Reason.POLICY);
            assertThat(target.warnings()).anyMatch(warning -> warning.contains("127.0.0.1:" + second.port()));
        }
    }

    @Test
    void refuses_an_account_that_is_closed_on_any_instance() {
        Credential admin = anotherAdministrator();
        second.administer("master", "ALTER LOGIN sa DISABLE");

        Refused refused =
                catchThrowableOfType(Refused.class, () -> swaps.as(admin).prepare(next));

        assertThat(refused.reason()).isEqualTo(Reason.ACCOUNT);
        assertThat(refused.node()).contains("127.0.0.1:" + second.port());
        assertThat(first.log()).noneMatch(line -> line.contains("keyturn_check_"));
        assertThat(catchThrowableOfType(Refused.class, () -> swaps.prepare(next))
                        .reason())
                .as("asked as the account itself")
                .isEqualTo(Reason.ADMIN_LOGIN);
    }

    @Test
    void waits_for_an_account_that_is_locked_out() {
        Credential admin = anotherAdministrator();
        second.administer("master", "ALTER LOGIN sa WITH CHECK_POLICY = ON");
        for (int wrong = 0; wrong < 3; wrong++) {
            assertThat(Swaps.accepts(second, next)).isFalse();
        }

        Refused refused =
                catchThrowableOfType(Refused.class, () -> swaps.as(admin).prepare(next));

        assertThat(refused.reason()).isEqualTo(Reason.LOCKED_OUT);
        assertThat(refused.code()).isEqualTo("18486");
        assertThat(first.log()).noneMatch(line -> line.contains("keyturn_check_"));
    }

    @Test
    void makes_the_change_again_where_the_former_password_is_still_accepted() throws Exception {
        swaps.swap(next);
        second.administer("master", "ALTER LOGIN sa WITH PASSWORD = N'" + Servers.SA_PASSWORD + "'");

        try (Swap target = swaps.as(next, old).open();
                TargetLock _ = target.lock()) {
            for (Node node : target.nodes().writers()) {
                target.retire(node, old, new Keep.Only(next));
            }
        }

        assertThat(servers).allMatch(server -> Swaps.accepts(server, next));
        assertThat(servers).noneMatch(server -> Swaps.accepts(server, old));
        assertThat(changes(first)).isOne();
    }

    @Test
    void sends_no_password_without_tls() {
        Refused refused = catchThrowableOfType(
                Refused.class, () -> swaps.open(new Tls.Off()).close());

        assertThat(refused.code()).isEqualTo("TLS");
        assertThat(first.log()).isEmpty();
    }

    @Test
    void a_hold_makes_logins_wait_for_its_end_which_judges_them() throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor();
                Swap target = swaps.holding(true).open();
                TargetLock _ = target.lock()) {
            Future<Boolean> early;
            Future<Boolean> late;
            try (Held held = target.prepare(next)) {
                early = clients.submit(() -> Swaps.accepts(second, old));
                late = clients.submit(() -> Swaps.accepts(second, next));
                assertThatExceptionOfType(TimeoutException.class)
                        .isThrownBy(() -> late.get(100, TimeUnit.MILLISECONDS));
                held.commit();
            }

            assertThat(early.get()).as("the former password").isFalse();
            assertThat(late.get()).as("the new password").isTrue();
        }
    }

    @Test
    void a_hold_that_a_trigger_undoes_changes_nothing_anywhere() {
        second.administer("master", "CREATE TRIGGER of_somebody ON ALL SERVER FOR ALTER_LOGIN AS ROLLBACK");

        Refused refused =
                catchThrowableOfType(Refused.class, () -> swaps.holding(true).prepare(next));

        assertThat(refused.code()).isEqualTo("3609");
        assertThat(servers).allMatch(server -> Swaps.accepts(server, old) && Swaps.isTidy(server));
    }

    @Test
    void a_hold_that_is_closed_changes_nothing() throws Exception {
        assertThat(swaps.holding(true).prepare(next)).isEmpty();

        assertThat(servers).allMatch(server -> Swaps.accepts(server, old) && Swaps.isTidy(server));
        assertThat(servers).noneMatch(server -> Swaps.accepts(server, next));
    }

    private Credential anotherAdministrator() {
        Credential admin = Servers.credential("chief", Origin.FOUND, AccountRules.none());
        for (SqlServerDouble server : servers) {
            server.administer(
                    "master",
                    "CREATE LOGIN " + new AccountName("chief") + " WITH PASSWORD = N'"
                            + admin.password().reveal().replace("'", "''") + "'",
                    "ALTER SERVER ROLE sysadmin ADD MEMBER chief");
        }
        return admin;
    }

    private static long changes(SqlServerDouble server) {
        return server.log().stream()
                .filter(line -> line.contains("ALTER LOGIN [sa] WITH PASSWORD"))
                .count();
    }
}
