// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

/// When a set ends, in the 19 characters of a terminal.
final class TerminalEnd {
    private TerminalEnd() {}

    static String of(Until until, Times times) {
        return switch (until) {
            case Until.PlannedFrom(var at, var _) -> "from " + times.near(at);
            case Until.NextRotation(var at, var _) -> "until " + times.near(at);
            case Until.NoEnd _ -> "no end planned";
            case Until.Overdue(var due, var _) -> "due since " + times.clock(due);
            case Until.RunSucceeds _ -> "until a run ends ok";
            case Until.CandidateProved(var candidate) -> "until v" + candidate.number() + " is proved";
            case Until.RefusedSince(var since, var _) -> "since " + times.near(since);
            case Until.Revoked(var since, var _) -> "since " + times.near(since);
            case Until.GraceOver(var at, var _) -> "until " + times.near(at);
            case Until.MadeWay(var turn) ->
                turn instanceof Until.Turn.Retried ? "until a run ends ok" : "until next rotation";
            case Until.HoldOver(var latest, var _) -> "by " + times.near(latest);
            case Until.NotProved(var was, var _) -> "due " + times.near(was);
            case Until.Started(var at, var _) -> "since " + times.near(at);
            case Until.Blocked(var since) -> "since " + times.near(since);
            case Until.Undone(var at, var _) -> "undone " + times.near(at);
            case Until.Ended(var at, var _) -> "since " + times.weekday(at);
        };
    }
}
