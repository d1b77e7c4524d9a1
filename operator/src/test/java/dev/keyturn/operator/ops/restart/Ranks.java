// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import dev.keyturn.operator.ops.restart.Seen.Health;
import dev.keyturn.operator.ops.restart.Seen.Role;
import dev.keyturn.operator.ops.restart.Seen.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Pods as a restart may find them, in few words.
final class Ranks {
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    static final Health WELL = new Health.Well();
    static final Health SILENT = new Health.Silent("refuses the password (WRONGPASS)");
    static final Health DOWN = new Health.Down("no node takes it", false);
    static final Health CRASHING = new Health.Down("container redis waits, CrashLoopBackOff", true);

    private Ranks() {}

    static RestartPlan plan(Seen... pods) {
        return new RestartPlan(List.of(pods), Optional.empty());
    }

    static RestartPlan apart(String why, Seen... pods) {
        return new RestartPlan(List.of(pods), Optional.of(why));
    }

    /// `shard0-1` belongs to `shard0`.
    static Seen pod(String name, State state) {
        return new Seen(name, name.substring(0, name.lastIndexOf('-')), state);
    }

    static Seen old(String name, Role role) {
        return old(name, role, WELL);
    }

    static Seen old(String name, Role role, Health health) {
        return pod(name, new State.There(uid(name, 0), START.minusSeconds(3600), false, role, health));
    }

    /// @param number of seconds after the start at which it was made
    static Seen anew(String name, int number, Role role) {
        return anew(name, number, role, WELL);
    }

    static Seen anew(String name, int number, Role role, Health health) {
        return pod(name, new State.There(uid(name, number), START.plusSeconds(number), true, role, health));
    }

    static Seen absent(String name) {
        return pod(name, new State.Absent());
    }

    static Seen leaving(String name) {
        return pod(name, new State.Leaving());
    }

    static Move evict(String name) {
        return new Move.Evict(name, uid(name, 0));
    }

    static String uid(String name, int number) {
        return name + "/" + number;
    }

    /// `evicted a` and `back a`; `?` where it has not happened yet.
    static List<String> told(RestartPlan plan) {
        return plan.steps().stream()
                .map(step -> step.kind().name().toLowerCase(java.util.Locale.ROOT) + " " + step.pod()
                        + (step.holds() ? "" : "?"))
                .toList();
    }
}
