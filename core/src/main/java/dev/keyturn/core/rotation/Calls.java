// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.ReadsBack;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Makes calls to nodes within a deadline, and tells each to the history.
record Calls(Deadline deadline, InstantSource clock, Consumer<RotationEvent> history) {
    /// A call to a node that returns for a yes.
    @FunctionalInterface
    interface Call {
        void make() throws Refused, Unanswered;
    }

    /// Makes one call. None begins once the time is up.
    Reply ask(Step step, Node node, Call call) {
        Instant started = clock.instant();
        Reply reply = quietly(step, node, call);
        Optional<Failure> failure = reply.isYes() ? Optional.empty() : Optional.of(reply.failure());
        history.accept(
                new RotationEvent.StepDone(step, Optional.of(node.address()), failure, started, clock.instant()));
        return reply;
    }

    /// Asks every node of a list, in its order.
    List<Reply> askAll(Step step, List<Node> nodes, Function<Node, Call> call) {
        return nodes.stream().map(node -> ask(step, node, call.apply(node))).toList();
    }

    /// A login that proves something. A node may let anybody in; there what its catalogue holds counts against a login.
    Call login(Target target, Node node, Credential credential) {
        return () -> {
            target.verify(node, credential);
            if (catalogueSays(ReadsBack.Answer.DIFFERS, target, node, credential)) {
                throw new Refused(
                        Refused.Reason.WRONG_PASSWORD,
                        "catalogue",
                        "it was let in, but its catalogue holds another password: the node lets anybody in");
            }
        };
    }

    /// A login of which a refusal proves something. A node that hears late may refuse what its catalogue holds already.
    Call lastLogin(Target target, Node node, Credential gone) {
        return () -> {
            try {
                login(target, node, gone).make();
            } catch (Refused refused) {
                boolean late = refused.reason() == Refused.Reason.WRONG_PASSWORD
                        && catalogueSays(ReadsBack.Answer.MATCHES, target, node, gone);
                if (!late) {
                    throw refused;
                }
            }
        };
    }

    private static boolean catalogueSays(ReadsBack.Answer what, Target target, Node node, Credential credential)
            throws Unanswered {
        try {
            return target instanceof ReadsBack catalogue && catalogue.readBack(node, credential) == what;
        } catch (Refused notOurs) {
            return false;
        }
    }

    /// Makes one call of which a refusal is hoped for, so that it is no failed step.
    Reply quietly(Step step, Node node, Call call) {
        try {
            if (deadline.isOver()) {
                throw new Unanswered("deadline", "no time was left to ask");
            }
            call.make();
            return new Reply(step, node, Optional.empty());
        } catch (TargetException trouble) {
            return new Reply(step, node, Optional.of(trouble));
        }
    }

    /// A visit that ended before the nodes could be asked is a failed step as well.
    Failure failed(Step step, TargetException cause) {
        Failure failure = Failure.of(step, cause);
        Instant now = clock.instant();
        history.accept(new RotationEvent.StepDone(step, failure.node(), Optional.of(failure), now, now));
        return failure;
    }

    void warn(Target target) {
        target.warnings().forEach(this::warn);
    }

    void warn(String text) {
        history.accept(new RotationEvent.Warned(text, clock.instant()));
    }
}
