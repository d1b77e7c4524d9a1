// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.node.Accepted;
import dev.keyturn.core.node.ClusterDriver;
import dev.keyturn.core.node.ClusterSession;
import dev.keyturn.core.node.ClusterView;
import dev.keyturn.core.node.ClusterView.Member;
import dev.keyturn.core.node.ClusterView.State;
import dev.keyturn.core.node.Link;
import dev.keyturn.core.node.SlotRange;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.ops.restart.Seen.Health;
import dev.keyturn.operator.ops.restart.Seen.Role;
import dev.keyturn.operator.provision.Membership;
import dev.keyturn.operator.provision.Nodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InterviewTest {

    private static final Login PUBLISHED = Login.of(new AccountName("default"), Password.of("Harbor-Lantern-42"));
    private static final Map<String, Link> LINKS = Map.of(
            "10.0.0.1", Link.PRIMARY, "10.0.0.2", Link.LINKED, "10.0.0.3", Link.BROKEN, "10.0.0.4", Link.PRIMARY);

    @Test
    void what_a_node_is_to_the_others_it_says_itself() {
        var interview = cluster(State.KNOWN, "a/10.0.0.1", "b/10.0.0.2", "c/10.0.0.3");

        assertThat(interview.role("a")).isEqualTo(Role.PRIMARY);
        assertThat(interview.role("b")).isEqualTo(Role.REPLICA);
        assertThat(interview.role("c")).isEqualTo(Role.STRAYED);
        assertThat(interview.health("a")).isEqualTo(new Health.Well());
    }

    @Test
    void a_primary_of_nothing_is_none() {
        assertThat(cluster(State.KNOWN, "d/10.0.0.4").role("d")).isEqualTo(Role.STRAYED);
    }

    @Test
    void a_node_that_takes_another_password_is_told_from_a_silent_one() {
        var interview = cluster(State.KNOWN, "a/10.0.0.1", "d/10.0.0.8", "e/10.0.0.9");

        assertThat(interview.health("d")).isEqualTo(new Health.Silent("refuses the password (WRONGPASS)"));
        assertThat(interview.health("e")).isEqualTo(new Health.Silent("does not answer (TIMEOUT)"));
        assertThat(interview.role("d")).isEqualTo(Role.UNKNOWN);
    }

    @Test
    void a_silent_node_that_all_others_have_lost_is_down() {
        assertThat(cluster(State.FAILING, "a/10.0.0.1", "b/10.0.0.2", "e/10.0.0.9")
                        .health("e"))
                .isEqualTo(
                        new Health.Down("the other nodes do not reach it, either: does not answer (TIMEOUT)", false));
    }

    @Test
    void a_silent_node_that_nobody_was_asked_about_is_not_down() {
        assertThat(cluster(State.FAILING, "e/10.0.0.9").health("e")).isInstanceOf(Health.Silent.class);
    }

    @Test
    void a_node_without_an_address_is_silent() {
        assertThat(cluster(State.KNOWN).health("a")).isEqualTo(new Health.Silent("it has no address yet"));
    }

    @Test
    void a_node_that_is_alone_only_has_to_let_us_in() {
        var interview = interview(Optional.empty(), State.KNOWN, "a/10.0.0.1");

        assertThat(interview.role("a")).isEqualTo(Role.ALONE);
        assertThat(interview.health("a")).isEqualTo(new Health.Well());
        assertThat(interview.apart(List.of())).isEmpty();
    }

    @Test
    void what_the_nodes_lack_to_be_together_is_told() {
        assertThat(cluster(State.KNOWN).apart(List.of(new Nodes.Node("a", "10.0.0.1"))))
                .contains("a is lonely");
    }

    private static Interview cluster(State ofTheLast, String... nodes) {
        var ring = new Fleet.Ring(
                driver(ofTheLast),
                running -> Membership.missing(running.running().getFirst().pod() + " is lonely"));
        return interview(Optional.of(ring), ofTheLast, nodes);
    }

    private static Interview interview(Optional<Fleet.Ring> ring, State ofTheLast, String... nodes) {
        var door = new Fleet.Door(driver(ofTheLast), 6379, new Tls.Off(), PUBLISHED, Duration.ofSeconds(5));
        var interview = new Interview(door, ring, () -> Duration.ofSeconds(5));
        interview.ask(Stream.of(nodes).map(node -> new Nodes.Node(node.substring(0, 1), node.substring(2))));
        return interview;
    }

    /// @param ofTheLast what everybody thinks of the node at 10.0.0.9
    private static ClusterDriver driver(State ofTheLast) {
        return (at, _, login, _) -> {
            assertThat(login).isEqualTo(PUBLISHED);
            return switch (at.host()) {
                case "10.0.0.8" -> throw new Refused(Reason.WRONG_PASSWORD, "WRONGPASS", "refuses the password");
                case "10.0.0.9" -> throw new Unanswered("TIMEOUT", "does not answer");
                default -> new Session(at.host(), ofTheLast);
            };
        };
    }

    private record Session(String host, State ofTheLast) implements ClusterSession {
        @Override
        public Link link() {
            return Optional.ofNullable(LINKS.get(host)).orElseThrow();
        }

        @Override
        public ClusterView view() {
            List<SlotRange> slots = host.equals("10.0.0.1") ? List.of(new SlotRange(0, 16_383)) : List.of();
            return new ClusterView(
                    true,
                    List.of(
                            new Member("self", host, true, Optional.empty(), State.KNOWN, true, slots),
                            new Member("last", "10.0.0.9", false, Optional.empty(), ofTheLast, true, List.of())));
        }

        @Override
        public void meet(Endpoint other) {
            throw new AssertionError("nobody is introduced by asking");
        }

        @Override
        public void own(SlotRange slots) {
            throw new AssertionError("nothing is given by asking");
        }

        @Override
        public void replicate(String id) {
            throw new AssertionError("nobody follows by asking");
        }

        @Override
        public void forget(String id) {
            throw new AssertionError("nobody is forgotten by asking");
        }

        @Override
        public void replicateWith(Password password) {
            throw new AssertionError("nothing changes by asking");
        }

        @Override
        public void takeOver() {
            throw new AssertionError("nobody takes over by asking");
        }

        @Override
        public Accepted accepted(AccountName user) {
            throw new AssertionError("nobody wants to know");
        }

        @Override
        public void checkWrite() {
            throw new AssertionError("nothing is written by asking");
        }

        @Override
        public void close() {}
    }
}
