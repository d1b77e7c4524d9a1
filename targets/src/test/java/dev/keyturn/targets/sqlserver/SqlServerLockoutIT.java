// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.ReadsBack.Answer;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two wrong passwords in a row lock a login of this server out.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlServerLockoutIT {

    private static final int HEALTH_CHECKS = 20;

    private final SqlServerDouble server = Servers.start(Servers.SETUP.locksOutAfter(2));
    private final Visits visits = Visits.to(server);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void never_locks_an_account_out_however_often_it_is_asked() throws Exception {
        Credential next = Servers.found(server, "asked_often");
        visits.apply(next);
        Credential wrong = withPassword(next, "Certainly-wrong-1");

        for (int i = 0; i < HEALTH_CHECKS; i++) {
            assertThat(visits.accepts(wrong)).isFalse();
        }
        Reason another = reasonOf(withPassword(next, "Wrong-as-well-1"));

        assertThat(another).isEqualTo(Reason.LOCKED_OUT);
        assertThat(visits.with(Servers.driver()).accepts(next)).isTrue();
    }

    @Test
    void asks_again_once_the_password_was_set_or_the_server_has_forgotten() throws Exception {
        Credential next = Servers.found(server, "set_again");
        assertThat(visits.accepts(next)).isFalse();

        visits.apply(next);
        boolean afterTheChange = visits.accepts(next);
        Credential wrong = withPassword(next, "Certainly-wrong-1");
        assertThat(visits.accepts(wrong)).isFalse();
        server.administer("master", Rights.unlock(next.account()));

        assertThat(afterTheChange).isTrue();
        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void stops_before_an_account_that_is_locked_out_and_says_how_it_opens() throws Exception {
        Credential next = Servers.found(server, "locked_by_others");
        visits.apply(next);
        for (int i = 0; i < 2; i++) {
            assertThat(visits.with(Servers.driver()).accepts(withPassword(next, "Wrong-of-others-" + i)))
                    .isFalse();
        }

        Refused refused = catchThrowableOfType(Refused.class, () -> visits.verify(next));
        Refused missing = catchThrowableOfType(Refused.class, () -> visits.preflight(next));
        server.administer("master", Servers.statementAtTheEndOf(String.valueOf(refused.getMessage())));

        assertThat(refused.reason()).isEqualTo(Reason.LOCKED_OUT);
        assertThat(missing.reason()).isEqualTo(Reason.LOCKED_OUT);
        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void reads_the_hash_back_where_it_may_and_logs_in_only_with_what_fits() throws Exception {
        Credential next = Servers.found(server, "read_back");
        Credential other = withPassword(next, "Not-the-password-1");
        server.administer("master", "GRANT VIEW ANY CRYPTOGRAPHICALLY SECURED DEFINITION TO " + Servers.ADMIN);
        try {
            visits.apply(next);

            assertThat(answer(next)).isEqualTo(Answer.MATCHES);
            assertThat(answer(other)).isEqualTo(Answer.DIFFERS);
            for (int i = 0; i < HEALTH_CHECKS; i++) {
                assertThat(visits.with(Servers.driver()).accepts(other)).isFalse();
            }
            assertThat(visits.accepts(next)).isTrue();
        } finally {
            server.administer("master", "REVOKE VIEW ANY CRYPTOGRAPHICALLY SECURED DEFINITION FROM " + Servers.ADMIN);
        }
        assertThat(answer(next)).isEqualTo(Answer.CANNOT_TELL);
    }

    @Test
    void gives_back_the_hash_that_was_found_where_no_policy_forbids_it() throws Exception {
        Credential old = Servers.found(server, "given_back");
        visits.apply(old);
        server.administer(
                "master",
                "ALTER LOGIN given_back WITH CHECK_POLICY = OFF",
                "GRANT VIEW ANY CRYPTOGRAPHICALLY SECURED DEFINITION TO " + Servers.ADMIN);
        try {
            var hash = visits.first((target, node) -> target.found(node, old.account()))
                    .orElseThrow();
            Credential next = withPassword(old, "Abandoned-candidate-1");
            visits.apply(next);

            visits.retire(next, new Keep.AsFound(hash));

            assertThat(visits.accepts(next)).isFalse();
            assertThat(visits.accepts(old)).isTrue();
        } finally {
            server.administer("master", "REVOKE VIEW ANY CRYPTOGRAPHICALLY SECURED DEFINITION FROM " + Servers.ADMIN);
        }
    }

    private Answer answer(Credential credential) throws Exception {
        return visits.first((target, node) -> target.readBack(node, credential));
    }

    private Reason reasonOf(Credential credential) {
        return catchThrowableOfType(Refused.class, () -> visits.verify(credential))
                .reason();
    }

    private static Credential withPassword(Credential like, String password) {
        return new Credential(
                like.account(), like.origin(), Password.of(password), like.version(), like.salt(), like.rules());
    }
}
