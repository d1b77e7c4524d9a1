// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import dev.keyturn.core.node.ClusterView;
import dev.keyturn.core.node.ClusterView.Member;
import dev.keyturn.core.node.ClusterView.State;
import dev.keyturn.core.node.SlotRange;
import dev.keyturn.operator.provision.Membership;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What brings the nodes of a cluster together, and together again: who has to meet whom, who owns what, who follows
/// whom. It depends on what the nodes say alone, so that any look may be the first one.
///
/// Slots are given, and dead nodes forgotten, only while every node is there to be asked: what one of them knows might
/// be all that is left of who owns what.
final class ClusterPlan {

    private final RedisShape shape;
    private final List<Seen> seen;

    ClusterPlan(RedisShape shape, List<Seen> seen) {
        this.shape = shape;
        this.seen = List.copyOf(seen);
    }

    /// One node, as it was found.
    ///
    /// @param address where it is now
    record Seen(String pod, int shard, String address, ClusterView view) {
        String id() {
            return view.self().id();
        }

        boolean owns() {
            return !view.self().slots().isEmpty();
        }
    }

    /// What is to be said to one node.
    sealed interface Step {
        Seen at();

        record Meet(Seen at, Seen other) implements Step {}

        record Own(Seen at, SlotRange slots) implements Step {}

        record Replicate(Seen at, Seen primary) implements Step {}

        record Forget(Seen at, String id) implements Step {}
    }

    /// @param membership what is missing, before the steps
    record Verdict(List<Step> steps, Membership membership) {
        private static Verdict waiting(String what) {
            return new Verdict(List.of(), Membership.missing(what));
        }

        private static Verdict doing(List<? extends Step> steps, String what) {
            return new Verdict(List.copyOf(steps), Membership.missing(what));
        }
    }

    Verdict verdict() {
        if (seen.isEmpty()) {
            return Verdict.waiting("no node answers");
        }
        List<Step.Meet> meetings = meetings();
        if (!meetings.isEmpty()) {
            return Verdict.doing(meetings, "the nodes get to know each other");
        }
        if (seen.size() < shape.pods()) {
            return Verdict.waiting(seen.size() + " of " + shape.pods() + " nodes answer");
        }
        if (!everybodyKnowsEverybody()) {
            return Verdict.waiting("the nodes get to know each other");
        }
        return roles();
    }

    private Verdict roles() {
        List<Step.Own> gifts = gifts();
        if (!gifts.isEmpty()) {
            return Verdict.doing(gifts, "slots have no owner yet");
        }
        List<Step.Replicate> followers = followers();
        if (!followers.isEmpty()) {
            return Verdict.doing(followers, "replicas do not follow the owner of their shard's slots yet");
        }
        List<Step.Forget> farewells = farewells();
        if (!farewells.isEmpty()) {
            return Verdict.doing(farewells, "nodes that are gone for ever are still known");
        }
        return health();
    }

    private Verdict health() {
        Optional<Integer> ownerless =
                shape.numbers().stream().filter(shard -> owner(shard).isEmpty()).findFirst();
        if (ownerless.isPresent()) {
            return Verdict.waiting(ownerless(ownerless.get()));
        }
        for (Seen node : seen) {
            Optional<Member> unwell = node.view().members().stream()
                    .filter(member -> member.state() != State.KNOWN || !member.linked())
                    .findFirst();
            if (unwell.isPresent()) {
                return Verdict.waiting(node.pod() + " has no connection to "
                        + podOf(unwell.get().id()).orElse("a node that is gone"));
            }
            if (!node.view().serves()) {
                return Verdict.waiting(node.pod() + " does not serve: cluster_state is fail");
            }
        }
        return new Verdict(List.of(), Membership.whole());
    }

    private String ownerless(int shard) {
        return of(shard).anyMatch(node -> node.view().self().primary().isPresent())
                ? "shard " + shard + " waits for one of its replicas to take over"
                : "shard " + shard
                        + " owns no slots: Keyturn does not move slots between shards yet; move them by redis-cli"
                        + " --cluster reshard";
    }

    /// The one that knows most introduces the others. One that is just being introduced is not introduced again.
    private List<Step.Meet> meetings() {
        Seen hub = seen.stream()
                .max(Comparator.comparingInt(node -> node.view().members().size()))
                .orElseThrow();
        return seen.stream()
                .filter(other -> !other.equals(hub))
                .filter(other -> !knows(hub, other) || !knows(other, hub))
                .filter(other -> !isBeingIntroduced(hub, other))
                .map(other -> new Step.Meet(hub, other))
                .toList();
    }

    private static boolean knows(Seen node, Seen other) {
        return node.view()
                .member(other.id())
                .filter(member -> member.host().equals(other.address()))
                .isPresent();
    }

    private static boolean isBeingIntroduced(Seen hub, Seen other) {
        return hub.view().members().stream()
                .anyMatch(member ->
                        member.state() == State.HANDSHAKE && member.host().equals(other.address()));
    }

    private boolean everybodyKnowsEverybody() {
        return seen.stream()
                .allMatch(node -> seen.stream().allMatch(other -> other.equals(node) || knows(node, other)));
    }

    /// What nobody owns goes to the primary of the shard whose share it is.
    private List<Step.Own> gifts() {
        var owned = new BitSet(SlotRange.ALL);
        seen.stream()
                .flatMap(node -> node.view().members().stream())
                .flatMap(member -> member.slots().stream())
                .forEach(range -> owned.set(range.first(), range.last() + 1));
        List<Step.Own> gifts = new ArrayList<>();
        for (int shard : shape.numbers()) {
            SlotRange share = share(shard);
            for (int first = owned.nextClearBit(share.first()); first <= share.last(); ) {
                int behind = owned.nextSetBit(first);
                int last = behind < 0 ? share.last() : Math.min(behind - 1, share.last());
                var range = new SlotRange(first, last);
                primary(shard).ifPresent(node -> gifts.add(new Step.Own(node, range)));
                first = owned.nextClearBit(last + 1);
            }
        }
        return gifts;
    }

    private SlotRange share(int shard) {
        return new SlotRange(SlotRange.ALL * shard / shape.shards(), SlotRange.ALL * (shard + 1) / shape.shards() - 1);
    }

    /// The one that has slots, or else the first that follows nobody.
    private Optional<Seen> primary(int shard) {
        return owner(shard)
                .or(() -> of(shard)
                        .filter(node -> node.view().self().primary().isEmpty())
                        .min(Comparator.comparing(Seen::pod)));
    }

    private Optional<Seen> owner(int shard) {
        return of(shard).filter(Seen::owns).min(Comparator.comparing(Seen::pod));
    }

    private List<Step.Replicate> followers() {
        List<Step.Replicate> followers = new ArrayList<>();
        for (int shard : shape.numbers()) {
            owner(shard)
                    .ifPresent(owner -> of(shard)
                            .filter(node -> !node.equals(owner) && !node.owns())
                            .filter(node -> !node.view().self().primary().equals(Optional.of(owner.id())))
                            .forEach(node -> followers.add(new Step.Replicate(node, owner))));
        }
        return followers;
    }

    /// A node that owns slots and is followed is not forgotten: one that follows it takes over by itself.
    private List<Step.Forget> farewells() {
        Set<String> here = seen.stream().map(Seen::id).collect(Collectors.toSet());
        Set<String> followed = seen.stream()
                .flatMap(node -> node.view().self().primary().stream())
                .collect(Collectors.toSet());
        return seen.stream()
                .flatMap(node -> node.view().members().stream()
                        .filter(member -> member.state() != State.HANDSHAKE)
                        .map(Member::id)
                        .filter(id -> !here.contains(id) && !followed.contains(id))
                        .map(id -> new Step.Forget(node, id)))
                .toList();
    }

    private Stream<Seen> of(int shard) {
        return seen.stream().filter(node -> node.shard() == shard);
    }

    private Optional<String> podOf(String id) {
        return seen.stream().filter(node -> node.id().equals(id)).map(Seen::pod).findFirst();
    }
}
