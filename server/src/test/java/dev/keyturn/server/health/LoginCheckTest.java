// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Topology;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How often a round tries to log in: wrong passwords are counted elsewhere, and lock accounts.
class LoginCheckTest {
    private static final Credential SET = new Credential(
            new AccountName("app"),
            Origin.FOUND,
            Password.of("not the password any more"),
            1,
            new Salt("0".repeat(2 * Salt.LENGTH)),
            AccountRules.none());

    private final Topology topology = new Topology(List.of(node("db-1:1433"), node("db-2:1433")), List.of());

    @Test
    void tries_each_node_once_in_a_round() throws Exception {
        var target = new Refusing(topology, Reason.WRONG_PASSWORD);

        Findings found = LoginCheck.login(target, target.nodes(), SET);

        assertThat(target.tried).containsExactly("db-1:1433", "db-2:1433");
        assertThat(found.status()).isEqualTo(Status.FAILING);
    }

    @Test
    void does_not_try_further_nodes_with_an_account_that_is_locked_out() throws Exception {
        var target = new Refusing(topology, Reason.LOCKED_OUT);

        Findings found = LoginCheck.login(target, target.nodes(), SET);

        assertThat(target.tried).containsExactly("db-1:1433");
        assertThat(found.status()).isEqualTo(Status.FAILING);
        assertThat(found.nodes().getLast().status()).isEqualTo(Status.UNKNOWN);
    }

    private static Node node(String address) {
        return new Node(address, address, true);
    }

    /// Lets nobody in, and remembers who asked.
    private static final class Refusing implements Beside {
        private final Topology topology;
        private final Reason reason;
        private final List<String> tried = new ArrayList<>();

        Refusing(Topology topology, Reason reason) {
            this.topology = topology;
            this.reason = reason;
        }

        @Override
        public Topology nodes() {
            return topology;
        }

        @Override
        public void verify(Node node, Credential credential) throws Refused {
            tried.add(node.address());
            throw new Refused(reason, "18456", "no", node.address());
        }

        @Override
        public TargetLock lock() {
            throw new IllegalStateException("a check takes no lock");
        }

        @Override
        public void apply(Node node, Credential next, Keep keep) {
            throw new IllegalStateException("a check changes nothing");
        }

        @Override
        public void retire(Node node, Credential gone, Keep keep) {
            throw new IllegalStateException("a check changes nothing");
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
