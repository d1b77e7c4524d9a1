// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import dev.keyturn.operator.ops.restart.PodStep.Kind;
import dev.keyturn.operator.ops.restart.Seen.Health;
import dev.keyturn.operator.ops.restart.Seen.Role;
import dev.keyturn.operator.ops.restart.Seen.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who is restarted next (contract §8.8). It depends on what is seen alone, so that any look may be the first one.
///
/// One pod at a time is away because of us: nobody has to go while another one is not back. Who is down already goes
/// first, since that takes nobody away; then replicas; a primary goes when it is none any more.
///
/// @param pods  all that there should be, in the order of their names
/// @param apart what the nodes lack to be together; empty if nothing
record RestartPlan(List<Seen> pods, Optional<String> apart) {
    RestartPlan {
        pods = List.copyOf(pods);
    }

    Move next() {
        return awaited().or(this::fallen).or(this::disquiet).or(this::follower).orElseGet(this::leader);
    }

    /// Who is restarted, and not back yet.
    private Optional<Move> awaited() {
        return pods.stream()
                .flatMap(seen -> switch (seen.state()) {
                    case State.Absent _ ->
                        Stream.of(new Move.Wait(
                                seen.pod(),
                                seen.pod() + " is not there yet; kubectl describe statefulset " + seen.petSet()
                                        + " says why"));
                    case State.Leaving _ -> Stream.of(new Move.Wait(seen.pod(), seen.pod() + " is on its way out"));
                    case State.There there -> there.revised() ? unwell(seen, there.health()) : Stream.empty();
                })
                .findFirst()
                .map(wait -> wait);
    }

    private static Stream<Move.Wait> unwell(Seen seen, Health health) {
        return switch (health) {
            case Health.Well _ ->
                seen.isA(Role.STRAYED)
                        ? Stream.of(new Move.Wait(seen.pod(), seen.pod() + " has not caught up with its primary yet"))
                        : Stream.empty();
            case Health.Silent silent ->
                Stream.of(new Move.Wait(
                        seen.pod(), seen.pod() + " is ready, but does not let the published pair in: " + silent.why()));
            case Health.Down down -> Stream.of(new Move.Wait(seen.pod(), seen.pod() + " is not ready: " + down.why()));
        };
    }

    /// Who serves nobody anyway.
    private Optional<Move> fallen() {
        return old().flatMap(
                        seen -> seen.state() instanceof State.There there && there.health() instanceof Health.Down down
                                ? Stream.of(
                                        down.crashing()
                                                ? new Move.Delete(seen.pod(), there.uid())
                                                : new Move.Evict(seen.pod(), there.uid()))
                                : Stream.<Move>empty())
                .findFirst();
    }

    /// Nobody who serves is taken away while something is wrong. A pod that is alone can only be made better.
    private Optional<Move> disquiet() {
        Optional<Move> silent = old().filter(seen -> !seen.isA(Role.ALONE))
                .flatMap(seen -> seen.state() instanceof State.There there
                                && there.health() instanceof Health.Silent said
                        ? Stream.<Move>of(new Move.Wait(
                                seen.pod(),
                                seen.pod() + " is ready, but does not let the published pair in: " + said.why()))
                        : Stream.<Move>empty())
                .findFirst();
        return silent.or(() -> apart.map(why -> new Move.Wait(suspect(), suspect() + " waits for the others: " + why)));
    }

    /// Who went last, since he may be why.
    private String suspect() {
        return gone().reduce((_, later) -> later)
                .or(() -> pods.stream().findFirst())
                .map(Seen::pod)
                .orElse("");
    }

    private Optional<Move> follower() {
        return old().filter(seen -> !seen.isA(Role.PRIMARY)).findFirst().map(RestartPlan::evict);
    }

    private Move leader() {
        return old().findFirst().map(this::replaced).orElseGet(Move.Finish::new);
    }

    private Move replaced(Seen primary) {
        List<Seen> others =
                shard(primary).filter(other -> !other.equals(primary)).toList();
        if (others.isEmpty()) {
            return evict(primary);
        }
        return others.stream()
                .filter(other -> other.isA(Role.REPLICA))
                .findFirst()
                .<Move>map(heir -> new Move.HandOver(primary.pod(), heir.pod()))
                .orElseGet(() -> new Move.Wait(
                        primary.pod(),
                        primary.pod() + " cannot hand over: no replica of " + primary.petSet()
                                + " has caught up with it"));
    }

    private static Move evict(Seen seen) {
        return seen.state() instanceof State.There there
                ? new Move.Evict(seen.pod(), there.uid())
                : new Move.Wait(seen.pod(), seen.pod() + " is not there");
    }

    /// Those that are as they were before the restart.
    private Stream<Seen> old() {
        return pods.stream().filter(seen -> seen.state() instanceof State.There there && !there.revised());
    }

    private Stream<Seen> shard(Seen member) {
        return pods.stream().filter(other -> other.petSet().equals(member.petSet()));
    }

    /// Whether every pod is Ready, so that what is waited for happens among the nodes alone.
    boolean isQuiet() {
        return pods.stream()
                .allMatch(
                        seen -> seen.state() instanceof State.There there && !(there.health() instanceof Health.Down));
    }

    /// How many are restarted and back.
    int back() {
        return (int) pods.stream().filter(Seen::isBack).count();
    }

    /// What has happened so far, as far as it can be seen: the pods tell in which order they were made.
    List<PodStep> steps() {
        List<PodStep> steps = new ArrayList<>();
        for (Seen seen : gone().toList()) {
            heir(seen).filter(_ -> isLastOfItsShard(seen)).ifPresent(steps::add);
            steps.add(new PodStep(Kind.EVICTED, seen.pod(), true));
            steps.add(new PodStep(Kind.BACK, seen.pod(), seen.isBack()));
        }
        old().filter(seen -> !seen.isA(Role.PRIMARY))
                .flatMap(seen -> heir(seen).stream())
                .forEach(steps::add);
        return steps.stream().distinct().toList();
    }

    /// Who has taken the place of a member of his shard: a primary goes last, so one that is restarted while another
    /// is not, or was restarted before it, has become one.
    private Optional<PodStep> heir(Seen former) {
        return shard(former)
                .filter(other -> !other.equals(former) && other.isRevised() && other.isA(Role.PRIMARY))
                .findFirst()
                .map(other -> new PodStep(Kind.HANDED_OVER, other.pod(), true));
    }

    private boolean isLastOfItsShard(Seen seen) {
        return old().noneMatch(other -> other.petSet().equals(seen.petSet()))
                && gone().filter(other -> other.petSet().equals(seen.petSet()))
                        .reduce((_, later) -> later)
                        .filter(seen::equals)
                        .isPresent();
    }

    /// Those that were told to go, in that order.
    private Stream<Seen> gone() {
        return pods.stream()
                .filter(seen -> !(seen.state() instanceof State.There there) || there.revised())
                .sorted(Comparator.comparing(RestartPlan::since));
    }

    private static Instant since(Seen seen) {
        return seen.state() instanceof State.There there ? there.since() : Instant.MAX;
    }
}
