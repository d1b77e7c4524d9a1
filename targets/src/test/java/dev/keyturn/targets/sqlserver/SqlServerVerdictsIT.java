// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each number means. The double sends them because it is told to: what is proved is the table, and
/// that no text of the server gets out.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlServerVerdictsIT {

    private static final int SEVERITY = 16;

    private final SqlServerDouble server = Servers.start(Servers.SETUP.locksOutAfter(0));
    private final Visits visits = Visits.to(server);

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "229, NOT_PERMITTED",
        "262, NOT_PERMITTED",
        "297, NOT_PERMITTED",
        "15151, NOT_PERMITTED",
        "15247, NOT_PERMITTED",
        "15114, POLICY",
        "15115, POLICY",
        "15116, POLICY",
        "15117, POLICY",
        "15118, POLICY",
        "15119, POLICY",
        "18463, POLICY",
        "18464, POLICY",
        "18465, POLICY",
        "18466, POLICY",
        "18467, POLICY",
        "18468, POLICY",
        "15113, LOCKED_OUT",
        "3906, WRONG_NODE",
        "976, WRONG_NODE",
        "978, WRONG_NODE",
        "983, WRONG_NODE",
        "1205, BUSY",
        "1222, BUSY",
        "10928, BUSY",
        "10929, BUSY",
        "40501, BUSY",
        "40613, BUSY",
        "49918, BUSY",
        "15006, UNSUPPORTED",
        "33233, UNSUPPORTED",
        "102, OTHER",
        "2292, OTHER",
        "50000, OTHER",
        "233, UNANSWERED",
        "596, UNANSWERED",
        "6005, UNANSWERED",
        "10053, UNANSWERED",
        "10054, UNANSWERED",
        "10060, UNANSWERED"
    })
    void sorts_the_answers_to_a_statement(int number, String meaning) {
        String name = "stated_" + number;
        Credential next = Servers.found(server, name);
        server.failAt("ALTER LOGIN [" + name + "]", number, SEVERITY);

        TargetException trouble = catchThrowableOfType(TargetException.class, () -> visits.apply(next));

        assertSaid(trouble, number, meaning, next);
    }

    @ParameterizedTest
    @CsvSource({
        "18456, WRONG_PASSWORD",
        "18470, ACCOUNT",
        "18487, ACCOUNT",
        "18488, ACCOUNT",
        "4060, ACCOUNT",
        "4064, ACCOUNT",
        "18452, ACCOUNT",
        "17892, ACCOUNT",
        "18486, LOCKED_OUT",
        "15113, LOCKED_OUT",
        "976, WRONG_NODE",
        "978, WRONG_NODE",
        "983, WRONG_NODE",
        "3906, WRONG_NODE",
        "1205, BUSY",
        "10928, BUSY",
        "40613, BUSY",
        "49918, BUSY",
        "18461, BUSY",
        "233, UNANSWERED",
        "596, UNANSWERED",
        "6005, UNANSWERED",
        "50000, UNANSWERED"
    })
    void sorts_the_answers_to_a_login(int number, String meaning) throws Exception {
        String name = "entering_" + number;
        Credential next = Servers.found(server, name);
        visits.apply(next);
        server.failAt("login of " + name, number, SEVERITY);

        TargetException trouble = catchThrowableOfType(TargetException.class, () -> visits.verify(next));

        assertSaid(trouble, number, meaning, next);
    }

    @ParameterizedTest
    @CsvSource({"18456, ADMIN_LOGIN", "18470, ADMIN_LOGIN", "18488, ADMIN_LOGIN", "4060, ADMIN_LOGIN", "40613, BUSY"})
    void sorts_the_answers_to_a_login_of_our_own(int number, String meaning) {
        server.failAt("login of " + Servers.ADMIN, number, SEVERITY);

        TargetException trouble =
                catchThrowableOfType(TargetException.class, () -> visits.open().close());

        assertThat(meaningOf(trouble)).isEqualTo(meaning);
    }

    @Test
    void tells_a_disabled_account_only_to_who_knows_its_password() throws Exception {
        Credential next = Servers.found(server, "switched_off");
        visits.apply(next);
        server.administer("master", "ALTER LOGIN switched_off DISABLE");

        TargetException trouble = catchThrowableOfType(TargetException.class, () -> visits.verify(next));

        assertThat(meaningOf(trouble)).isEqualTo("ACCOUNT");
    }

    private static void assertSaid(TargetException trouble, int number, String meaning, Credential next) {
        assertThat(meaningOf(trouble)).isEqualTo(meaning);
        assertThat(trouble.code()).isEqualTo(String.valueOf(number));
        assertThat(String.valueOf(trouble.getMessage()))
                .doesNotContain(next.password().reveal())
                .doesNotContain("planned");
        assertThat(trouble).hasNoCause();
    }

    private static String meaningOf(TargetException trouble) {
        return trouble instanceof Refused refused ? refused.reason().name() : "UNANSWERED";
    }
}
