// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import dev.keyturn.core.node.ClusterDriver;
import dev.keyturn.core.node.ClusterSession;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.provision.Membership;
import dev.keyturn.operator.provision.Nodes;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.redis.ClusterPlan.Seen;
import dev.keyturn.operator.provision.redis.ClusterPlan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks at the nodes of a cluster and says to them what [ClusterPlan] finds, over client connections.
record ClusterFormation(ClusterDriver driver, RedisShape shape, Offshoots names) {

    Membership step(Nodes nodes) {
        Map<String, ClusterSession> sessions = new HashMap<>();
        List<String> silent = new ArrayList<>();
        try {
            List<Seen> seen = look(nodes, sessions, silent);
            ClusterPlan.Verdict verdict = new ClusterPlan(shape, seen).verdict();
            for (Step step : verdict.steps()) {
                carryOut(step, sessions);
            }
            return silent.isEmpty() ? verdict.membership() : Membership.missing(String.join("; ", silent));
        } catch (Refused | Unanswered e) {
            return Membership.missing(sentence(e));
        } finally {
            sessions.values().forEach(ClusterSession::close);
        }
    }

    private List<Seen> look(Nodes nodes, Map<String, ClusterSession> sessions, List<String> silent) {
        List<Seen> seen = new ArrayList<>();
        for (Nodes.Node node : nodes.running()) {
            Optional<Integer> shard = shape.shardOf(names, node.pod());
            try {
                if (shard.isPresent()) {
                    var at = new Endpoint(node.address(), RedisPods.PORT);
                    ClusterSession session = driver.open(at, nodes.tls(), nodes.login(), nodes.deadline());
                    sessions.put(node.pod(), session);
                    seen.add(new Seen(node.pod(), shard.get(), node.address(), session.view()));
                }
            } catch (Refused | Unanswered e) {
                silent.add(node.pod() + ": " + e.getMessage());
            }
        }
        return seen;
    }

    private static void carryOut(Step step, Map<String, ClusterSession> sessions) throws Refused, Unanswered {
        ClusterSession session =
                Optional.ofNullable(sessions.get(step.at().pod())).orElseThrow();
        switch (step) {
            case Step.Meet meet -> session.meet(new Endpoint(meet.other().address(), RedisPods.PORT));
            case Step.Own own -> session.own(own.slots());
            case Step.Replicate replicate ->
                session.replicate(replicate.primary().id());
            case Step.Forget forget -> session.forget(forget.id());
        }
    }

    private static String sentence(TargetException e) {
        return e.node().map(node -> node + ": ").orElse("") + e.getMessage();
    }
}
