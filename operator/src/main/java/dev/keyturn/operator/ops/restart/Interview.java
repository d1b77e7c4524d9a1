// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import dev.keyturn.core.node.ClusterSession;
import dev.keyturn.core.node.ClusterView;
import dev.keyturn.core.node.ClusterView.State;
import dev.keyturn.core.node.Link;
import dev.keyturn.core.node.NodeSession;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.ops.restart.Fleet.Door;
import dev.keyturn.operator.ops.restart.Fleet.Ring;
import dev.keyturn.operator.ops.restart.Seen.Health;
import dev.keyturn.operator.ops.restart.Seen.Role;
import dev.keyturn.operator.provision.Membership;
import dev.keyturn.operator.provision.Nodes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the nodes say in one look, each over a connection of its own with the published pair. Used by one thread.
final class Interview {

    private final Door door;
    private final Optional<Ring> ring;
    private final Deadline deadline;
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    Interview(Door door, Optional<Ring> ring, Deadline deadline) {
        this.door = door;
        this.ring = ring;
        this.deadline = deadline;
    }

    private sealed interface Answer {
        record Alone() implements Answer {}

        record Joined(Link link, ClusterView view) implements Answer {}

        record None(String address, String why) implements Answer {}
    }

    void ask(Stream<Nodes.Node> nodes) {
        nodes.forEach(node -> answers.put(node.pod(), answer(node)));
    }

    private Answer answer(Nodes.Node node) {
        try {
            var at = new Endpoint(node.address(), door.port());
            return ring.isPresent() ? joined(ring.get(), at) : alone(at);
        } catch (Refused | Unanswered e) {
            return new Answer.None(node.address(), e.sentence());
        }
    }

    private Answer alone(Endpoint at) throws Refused, Unanswered {
        try (NodeSession _ = door.driver().open(at, door.tls(), door.login(), deadline)) {
            return new Answer.Alone();
        }
    }

    private Answer joined(Ring joining, Endpoint at) throws Refused, Unanswered {
        try (ClusterSession session = joining.driver().open(at, door.tls(), door.login(), deadline)) {
            return new Answer.Joined(session.link(), session.view());
        }
    }

    Role role(String pod) {
        if (ring.isEmpty()) {
            return Role.ALONE;
        }
        return answers.get(pod) instanceof Answer.Joined joined
                ? switch (joined.link()) {
                    case PRIMARY -> leads(joined.view()) ? Role.PRIMARY : Role.STRAYED;
                    case LINKED -> Role.REPLICA;
                    case BROKEN -> Role.STRAYED;
                }
                : Role.UNKNOWN;
    }

    /// A node that has just come without its data is nobody's primary: it waits to be joined.
    private static boolean leads(ClusterView view) {
        return !view.self().slots().isEmpty();
    }

    /// Of a pod that is Ready.
    Health health(String pod) {
        Optional<Answer> answer = Optional.ofNullable(answers.get(pod));
        if (answer.isEmpty()) {
            return new Health.Silent("it has no address yet");
        }
        return answer.get() instanceof Answer.None none ? unanswering(none) : new Health.Well();
    }

    private Health unanswering(Answer.None none) {
        return isGivenUp(none.address())
                ? new Health.Down("the other nodes do not reach it, either: " + none.why(), false)
                : new Health.Silent(none.why());
    }

    /// Whether all that answer have lost it.
    private boolean isGivenUp(String address) {
        List<ClusterView> views = answers.values().stream()
                .filter(Answer.Joined.class::isInstance)
                .map(answer -> ((Answer.Joined) answer).view())
                .toList();
        return !views.isEmpty()
                && views.stream()
                        .allMatch(view -> view.members().stream()
                                .anyMatch(member -> member.host().equals(address) && member.state() == State.FAILING));
    }

    /// What the nodes lack to be together, after a step towards it.
    ///
    /// @param running everyone that can be spoken to
    Optional<String> apart(List<Nodes.Node> running) {
        return ring.map(joining -> joining.together().apply(new Nodes(running, door.tls(), door.login(), deadline)))
                .flatMap(Membership::missing);
    }
}
