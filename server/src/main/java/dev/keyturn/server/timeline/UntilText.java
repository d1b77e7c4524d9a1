// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What ends and when, how far that is, and why.
record UntilText(Phrase what, Phrase far, Phrase why) {

    static UntilText of(Until until, Times times) {
        return switch (until) {
            case Until.PlannedFrom(Instant at, String rule) -> text("from " + times.dated(at), times.in(at), rule);
            case Until.NextRotation(Instant at, var then) ->
                new UntilText(Phrase.of("published until " + times.near(at)), Phrase.of(times.in(at)), then(then));
            case Until.NoEnd(var reminder) ->
                text(
                        "no end planned",
                        "auto-rotation is off",
                        reminder.map(at -> "reminder " + times.day(at)).orElse(""));
            case Until.Overdue(Instant due, var waitsFor) ->
                text(
                        "published until the run",
                        waitsFor.map(old -> "waits for " + old + " to end").orElse(""),
                        "was due " + times.near(due));
            case Until.RunSucceeds(var standing, Instant at) ->
                text("published until a run succeeds", standing(standing, times), "next try " + times.in(at));
            case Until.CandidateProved(var candidate) ->
                text("published until v" + candidate.number() + " is proved", "", "keeps working meanwhile");
            case Until.RefusedSince(Instant since, var good) ->
                text(
                        "refused since " + times.near(since),
                        good.map(at -> "last good login " + times.near(at)).orElse(""),
                        "changed outside Keyturn?");
            case Until.GraceOver _,
                    Until.MadeWay _,
                    Until.HoldOver _,
                    Until.NotProved _,
                    Until.Revoked _,
                    Until.Ended _ -> old(until, times);
            case Until.Started _, Until.Blocked _, Until.Undone _ -> candidate(until, times);
        };
    }

    private static UntilText old(Until until, Times times) {
        return switch (until) {
            case Until.GraceOver(Instant at, var grace) ->
                text(
                        "refused from " + times.dated(at),
                        times.in(at),
                        "end of the " + Lengths.measured(grace) + " grace");
            case Until.MadeWay(var turn) ->
                text(
                        turn instanceof Until.Turn.Retried
                                ? "refused when a run succeeds"
                                : "refused at the next rotation",
                        turn(turn, times),
                        "no grace set");
            case Until.HoldOver(Instant latest, var holder) ->
                new UntilText(
                        Phrase.of("refused by " + times.always(latest), "refused by " + times.dated(latest)),
                        Phrase.of(times.in(latest) + " at the latest"),
                        holder(holder));
            case Until.NotProved(Instant was, String node) ->
                text("was to end " + times.near(was), times.ago(was), unconfirmed(node));
            case Until.Revoked(Instant since, String node) ->
                text("being revoked", "asked for " + times.ago(since), unconfirmed(node));
            case Until.Ended(Instant at, var reason) ->
                text("refused since " + times.weekday(at), times.ago(at), reason(reason));
            default -> throw new IllegalStateException("not of an old set: " + until);
        };
    }

    private static UntilText candidate(Until until, Times times) {
        return switch (until) {
            case Until.Started(Instant at, var pursuit) ->
                text("started " + times.seconds(at), times.ago(at), pursuit(pursuit, times));
            case Until.Blocked(Instant since) ->
                text("blocked since " + times.near(since), times.ago(since), "needs your decision");
            case Until.Undone(Instant at, var nodes) ->
                new UntilText(
                        Phrase.of("undone " + times.weekdaySeconds(at)), Phrase.of(times.ago(at)), removed(nodes));
            default -> throw new IllegalStateException("not of a candidate: " + until);
        };
    }

    private static String turn(Until.Turn turn, Times times) {
        return switch (turn) {
            case Until.Turn.Planned(var at) -> times.in(at);
            case Until.Turn.Retried(var at) -> "next try " + times.in(at);
            case Until.Turn.Overdue(var due) -> "overdue since " + times.near(due);
            case Until.Turn.Off _ -> "auto-rotation is off";
            case Until.Turn.Open _ -> "a run is under way";
        };
    }

    private static Phrase then(Until.Then then) {
        return switch (then) {
            case Until.Then.Grace(var length) -> {
                String more = "then logs in " + Lengths.measured(length) + " more";
                yield Phrase.of(more + " (grace)", more);
            }
            case Until.Then.UntilMade(var next) -> Phrase.of("then logs in until " + next + " is made");
            case Until.Then.AtOnce _ -> Phrase.of("then refused at once");
        };
    }

    private static String standing(Word.Standing standing, Times times) {
        return switch (standing) {
            case Word.Standing.LogsIn(int nodes, Instant at) ->
                "logged in " + times.ago(at) + (nodes == 0 ? "" : " on " + UseText.counted(nodes, "node"));
            case Word.Standing.Unchecked _ -> "not checked yet";
        };
    }

    private static Phrase holder(Until.Holder holder) {
        return switch (holder) {
            case Until.Holder.Known(var client) ->
                client.name().isEmpty()
                        ? Phrase.of("sooner if " + client.address() + " leaves")
                        : Phrase.of(
                                "sooner if " + client.name() + " leaves", "sooner if " + client.address() + " leaves");
            case Until.Holder.Untold _ -> Phrase.of(UseText.UNTOLD);
        };
    }

    private static String pursuit(Until.Pursuit pursuit, Times times) {
        return switch (pursuit) {
            case Until.Pursuit.At(String step, String node) -> node.isEmpty() ? step : step + " on " + node;
            case Until.Pursuit.Asked(int count, Optional<Instant> next) ->
                "asked " + (count == 1 ? "once" : count + " times")
                        + next.map(at -> ", next " + times.near(at)).orElse("");
        };
    }

    private static Phrase removed(List<String> nodes) {
        return nodes.isEmpty()
                ? Phrase.NONE
                : Phrase.of(
                        "removed from " + String.join(", ", nodes),
                        "removed from " + UseText.counted(nodes.size(), "node"));
    }

    private static String reason(Until.Reason reason) {
        return switch (reason) {
            case Until.Reason.Grace(var length) ->
                length.map(of -> "end of the " + Lengths.measured(of) + " grace")
                        .orElse("end of the grace");
            case Until.Reason.MadeWay(var next) -> "made way for " + next;
            case Until.Reason.Applied(var candidate) -> "when " + candidate + " was applied";
            case Until.Reason.Forced(String by) -> by.isEmpty() ? "forced" : "forced by " + by;
            case Until.Reason.Revoked _ -> "revoked";
            case Until.Reason.ReplacedInPlace _ -> "replaced in place";
            case Until.Reason.Unknown _ -> "";
        };
    }

    private static String unconfirmed(String node) {
        return node.isEmpty() ? "not confirmed yet" : node + " has not confirmed";
    }

    private static UntilText text(String what, String far, String why) {
        return new UntilText(Phrase.of(what), Phrase.of(far), Phrase.of(why));
    }
}
