// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.Refused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of `engines.md` §3.
class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "NOPERM, NOT_PERMITTED",
        "NOAUTH, ADMIN_LOGIN",
        "WRONGPASS, ADMIN_LOGIN",
        "DENIED, ADMIN_LOGIN",
        "LOADING, BUSY",
        "BUSY, BUSY",
        "MASTERDOWN, BUSY",
        "CLUSTERDOWN, BUSY",
        "TRYAGAIN, BUSY",
        "READONLY, WRONG_NODE",
        "ERR, OTHER",
        "WHATEVER, OTHER"
    })
    void of_a_statement(String code, Reason reason) {
        assertThat(Verdict.ofStatement(failure(code), "ACL SETUSER", "cache:6379")
                        .reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERR", "LOADING", "BUSY", "MASTERDOWN", "NOPERM", "DENIED", ""})
    void never_calls_a_password_wrong_that_was_not_looked_at(String code) {
        assertThat(Verdict.ofVerification(failure(code), "cache:6379").reason().isNoVerdict())
                .isTrue();
    }

    @Test
    void calls_a_password_wrong_that_was() {
        assertThat(Verdict.ofVerification(failure("WRONGPASS"), "cache:6379").reason())
                .isEqualTo(Reason.WRONG_PASSWORD);
    }

    @Test
    void says_nothing_in_the_words_of_the_server() {
        var refused = Verdict.ofStatement(failure("ERR"), "ACL SETUSER", "cache:6379");

        assertThat(refused)
                .hasMessage("the server did not accept ACL SETUSER (ERR)")
                .hasNoCause();
        assertThat(failure("ERR")).hasToString("Failure[ERR]");
    }

    private static Answer.Failure failure(String code) {
        return Answer.Failure.of(code + " and a text that may quote the command");
    }
}
