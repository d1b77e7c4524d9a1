// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.node.NodeDriver;
import dev.keyturn.core.node.NodeSession;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.provision.HealthCheck.Credentials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    private static final Endpoint NODE = new Endpoint("10.0.0.1", 6379);
    private static final Credentials OLD = credentials("old", "1");
    private static final Credentials NEW = credentials("new", "2");

    private final List<String> said = new ArrayList<>();

    @Test
    void nothing_is_wrong_where_the_published_pair_logs_in() {
        assertThat(check("old", Optional.of(OLD)).ask(NODE, true)).isEmpty();
        assertThat(said).containsExactly("old", "write");
    }

    @Test
    void a_refused_login_counts_after_a_second_one_with_the_same_pair() {
        assertThat(check("other", Optional.of(OLD)).ask(NODE, true).orElseThrow())
                .contains("WRONGPASS");
        assertThat(said).containsExactly("old", "old");
    }

    @Test
    void a_pair_that_was_published_meanwhile_is_tried_and_kept() {
        var check = check("new", Optional.of(NEW));

        assertThat(check.ask(NODE, true)).isEmpty();
        assertThat(check.ask(NODE, false)).isEmpty();
        assertThat(said).containsExactly("old", "new", "write", "new");
    }

    @Test
    void a_secret_that_is_gone_is_said() {
        assertThat(check("new", Optional.empty()).ask(NODE, true).orElseThrow()).contains("Secret");
    }

    @Test
    void silence_is_not_asked_twice() {
        var check = new HealthCheck(
                (_, _, _, _) -> {
                    said.add("asked");
                    throw new Unanswered("TIMEOUT", "no connection");
                },
                new Tls.Off(),
                () -> Duration.ofSeconds(1),
                OLD,
                () -> Optional.of(OLD));

        assertThat(check.ask(NODE, true).orElseThrow()).contains("no connection");
        assertThat(said).containsExactly("asked");
    }

    private HealthCheck check(String accepted, Optional<Credentials> later) {
        NodeDriver driver = (_, _, login, _) -> {
            boolean fits = login.password().equals(Optional.of(Password.of(accepted)));
            said.add(login.password().equals(OLD.login().password()) ? "old" : "new");
            if (!fits) {
                throw new Refused(Reason.WRONG_PASSWORD, "WRONGPASS", "the login was refused");
            }
            return new Session();
        };
        return new HealthCheck(driver, new Tls.Off(), () -> Duration.ofSeconds(1), OLD, () -> later);
    }

    private static Credentials credentials(String password, String version) {
        return new Credentials(Login.of(new AccountName("default"), Password.of(password)), version);
    }

    private final class Session implements NodeSession {
        @Override
        public void checkWrite() {
            said.add("write");
        }

        @Override
        public void close() {}
    }
}
