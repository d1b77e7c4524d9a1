// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlVerdictsTest {

    private static final String NODE = "db-1:3306";

    private final MySqlVerdicts verdicts = new MySqlVerdicts();

    @ParameterizedTest
    @CsvSource({
        "1045, WRONG_PASSWORD", "3118, ACCOUNT", "1820, ACCOUNT", "1862, ACCOUNT", "1044, ACCOUNT", "1049, ACCOUNT",
        "1130, ACCOUNT", "4151, ACCOUNT", "3955, LOCKED_OUT", "1129, LOCKED_OUT", "4150, LOCKED_OUT", "1040, BUSY",
        "1203, BUSY", "1226, BUSY", "1047, BUSY", "1251, UNSUPPORTED"
    })
    void knows_each_answer_to_a_login(int code, Reason reason) {
        assertThat(reason(verdicts.ofVerification(server(code), NODE))).isEqualTo(reason);
        boolean noVerdict = reason.isNoVerdict();
        assertThat(reason(verdicts.ofAdminLogin(server(code), NODE)))
                .isEqualTo(noVerdict ? reason : Reason.ADMIN_LOGIN);
    }

    @ParameterizedTest
    @CsvSource({
        "1227, NOT_PERMITTED",
        "1142, NOT_PERMITTED",
        "3891, NOT_PERMITTED",
        "3892, NOT_PERMITTED",
        "1396, NO_SUCH_ACCOUNT",
        "1819, POLICY",
        "3638, POLICY",
        "1290, WRONG_NODE",
        "1836, WRONG_NODE",
        "1205, BUSY",
        "1213, BUSY",
        "1040, BUSY",
        "1203, BUSY",
        "1226, BUSY",
        "1047, BUSY",
        "1064, UNSUPPORTED",
        "3894, UNSUPPORTED",
        "3895, UNSUPPORTED",
        "1820, ACCOUNT",
        "1105, OTHER"
    })
    void knows_each_answer_to_a_statement(int code, Reason reason) {
        assertThat(reason(verdicts.ofStatement(server(code), "ALTER USER", NODE)))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {2006, 2013, 1053, 1927, 1317, 1969})
    void takes_a_lost_session_for_silence(int code) {
        assertThat(verdicts.ofStatement(server(code), "ALTER USER", NODE)).isInstanceOf(Unanswered.class);
    }

    @Test
    void takes_trouble_of_the_client_library_for_silence() {
        var broken = new SQLException("secret", "08000", new IOException("secret"));

        assertThat(verdicts.ofVerification(broken, NODE)).isInstanceOf(Unanswered.class);
        assertThat(verdicts.ofStatement(broken, "ALTER USER", NODE))
                .isInstanceOf(Unanswered.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void asks_for_tls_where_the_password_itself_would_be_sent() {
        var needsKey = new SQLException("RSA public key is not available client side", "S1009");

        TargetException verdict = verdicts.ofVerification(needsKey, NODE);

        assertThat(reason(verdict)).isEqualTo(Reason.UNSUPPORTED);
        assertThat(verdict).hasMessageContaining("switch sslEnabled on");
    }

    private static Reason reason(TargetException verdict) {
        return ((Refused) verdict).reason();
    }

    private static SQLException server(int code) {
        return new SQLException("text of the server", "HY000", code);
    }
}
