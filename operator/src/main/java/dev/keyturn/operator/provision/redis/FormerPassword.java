// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.core.node.ClusterDriver;
import dev.keyturn.core.node.OverlapDriver;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.crd.redis.Redis;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Dates;
import dev.keyturn.operator.provision.Events;
import dev.keyturn.operator.provision.Ground;
import dev.keyturn.operator.provision.Nodes.Node;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.PodState;
import dev.keyturn.operator.provision.SecretData;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The end of whatever gets in to a Redis besides its published pair (contract §8.5, R8): the former password when its
/// grace is over, and what a request left that was removed by force. Whoever calls sees to it that no request is at
/// work, or is the request.
public final class FormerPassword {
    private final Cluster cluster;
    private final OverlapDriver overlap;
    private final ClusterDriver nodes;
    private final Events events;
    private final InstantSource clock;

    public FormerPassword(Cluster cluster, OverlapDriver overlap, ClusterDriver nodes, InstantSource clock) {
        this.cluster = cluster;
        this.overlap = overlap;
        this.nodes = nodes;
        this.events = new Events(cluster, clock);
        this.clock = clock;
    }

    /// Makes every node refuse everything but the published pair, before the date too, then takes the date off. Costs
    /// two reads if there is nothing to do.
    ///
    /// @param database as it is now; it is written, so whoever writes it next reads it before
    /// @return what hinders it, without a secret; empty if nothing else is accepted any more
    public Optional<String> retireNow(Redis database) {
        boolean dated = Dates.PREVIOUS_VALID_UNTIL.of(database).isPresent();
        if (database.getSpec().disableAuth().orElse(false)) {
            return Optional.empty();
        }
        Optional<Accepting> who = Accepting.read(cluster, database);
        if (who.isEmpty()) {
            return dated ? Optional.of("a Secret of it is missing, or incomplete") : Optional.empty();
        }
        if (!dated && !who.orElseThrow().hasMore()) {
            return Optional.empty();
        }
        Optional<String> trouble = retire(database, who.orElseThrow());
        if (trouble.isEmpty()) {
            say(database);
            if (dated) {
                cluster.newest(database).ifPresent(now -> Dates.PREVIOUS_VALID_UNTIL.clear(cluster, now));
            }
        }
        return trouble;
    }

    /// The same for what has no date, and no request that would end it. As long as pods are missing nothing is done.
    public Optional<String> mend(Redis database) {
        boolean dated = Dates.PREVIOUS_VALID_UNTIL.of(database).isPresent();
        return dated || running(database).size() < wanted(database) ? Optional.empty() : retireNow(database);
    }

    private Optional<String> retire(Redis database, Accepting who) {
        var farewell = new Farewell(
                overlap,
                nodes,
                who,
                !who.isExplained(),
                RedisShape.of(database.getSpec()).cluster(),
                database.getMetadata().getUid(),
                clock);
        List<Node> running = running(database);
        List<String> trouble = new ArrayList<>();
        if (running.size() < wanted(database)) {
            trouble.add(running.size() + " of " + wanted(database) + " pods run");
        }
        boolean together = each(running, farewell::keepTogether, trouble);
        boolean told = together && each(running, farewell::tell, trouble);
        if (told) {
            boot(who);
            each(running, farewell::prove, trouble);
        }
        return trouble.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", trouble));
    }

    /// Something that one node is asked.
    @FunctionalInterface
    private interface Question {
        void ask(Endpoint at) throws Refused, Unanswered;
    }

    /// @return whether all of those that run did as they were told, and there are some
    private static boolean each(List<Node> running, Question question, List<String> trouble) {
        boolean all = !running.isEmpty();
        for (Node node : running) {
            try {
                question.ask(new Endpoint(node.address(), RedisPods.PORT));
            } catch (Refused | Unanswered e) {
                trouble.add(node.pod() + ": " + e.sentence());
                all = false;
            }
        }
        return all;
    }

    /// A node that starts from now on knows nobody else.
    private void boot(Accepting who) {
        ObjectNode patch = Cluster.patch();
        Map<String, String> known = Optional.ofNullable(who.config().getData()).orElse(Map.of());
        SecretData.encoded(who.settled().data()).forEach((key, value) -> {
            if (!value.equals(known.get(key))) {
                patch.withObject("/data").put(key, value);
            }
        });
        if (!patch.isEmpty()) {
            cluster.merge(who.config(), patch);
        }
    }

    private void say(Redis database) {
        int count = wanted(database);
        events.tell(
                database,
                new Ground.Said(
                        "PreviousCredentialRetired",
                        "Nothing but the published pair logs in: seen on " + count + "/" + count + " nodes"),
                String.valueOf(database.getMetadata().getResourceVersion()));
    }

    private List<Node> running(Redis database) {
        Offshoots names = Offshoots.of(database);
        return cluster.list(Pod.class, names.namespace(), names.selector()).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .flatMap(pod -> PodState.address(pod).stream()
                        .map(address -> new Node(pod.getMetadata().getName(), address)))
                .toList();
    }

    private static int wanted(Redis database) {
        return RedisShape.of(database.getSpec()).pods();
    }
}
