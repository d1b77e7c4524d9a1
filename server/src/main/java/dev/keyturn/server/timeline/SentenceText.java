// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.List;
import java.util.Optional;

/// Joins the sentence: what is published, what else logs in, what is in the way, what comes next.
final class SentenceText {
    private static final int HOSTS = 2;

    private final TimelineView view;
    private final Times times;
    private final Sentence.Writer out = new Sentence.Writer();

    SentenceText(TimelineView view) {
        this.view = view;
        this.times = view.times();
    }

    Sentence write() {
        published();
        view.lanes().stream().filter(Lane::isOldAndLive).forEach(this::old);
        lastRun();
        view.lanes().forEach(this::candidate);
        next();
        return out.done();
    }

    private void published() {
        Optional<Lane> published = view.lanes().stream()
                .filter(lane -> lane.word() instanceof Word.Published
                        || lane.word() instanceof Word.Refused
                        || lane.word() instanceof Word.Revoking)
                .findFirst();
        if (published.isEmpty()) {
            out.plain("Nothing is published yet.");
            return;
        }
        String is = published.get().version() + " is published";
        switch (published.get().word()) {
            case Word.Refused(String by, var since) ->
                out.fact(is + " but refused" + (by.isEmpty() ? "" : " by " + host(by)) + " since " + times.date(since)
                        + ".");
            case Word.Revoking _ -> out.fact(is + " and is being revoked, because the rotation is deleted.");
            case Word.Published(var standing) -> out.plain(is + standing(standing));
            default -> throw new IllegalStateException("not published: " + published.get());
        }
    }

    private static String standing(Word.Standing standing) {
        return switch (standing) {
            case Word.Standing.LogsIn(int nodes, var _) ->
                " and logs in" + (nodes == 0 ? "." : " on " + nodes + (nodes == 1 ? " node." : " nodes."));
            case Word.Standing.Unchecked _ -> "; not checked yet.";
        };
    }

    private void old(Lane lane) {
        out.next().plain(lane.version() + logsIn(lane));
        switch (lane.use()) {
            case Use.Clients clients
            when clients.sessions() > 0 -> out.plain(", ").fact(clients(clients));
            case Use.Clients(var _, boolean complete) when complete -> out.plain(", nobody uses it.");
            case Use.Clients _, Use.Untold _ -> out.plain(", cannot tell who uses it.");
            case Use.Withheld _, Use.AtEnd _, Use.Unasked _ -> out.plain(".");
        }
    }

    private String logsIn(Lane lane) {
        return switch (lane.until()) {
            case Until.GraceOver(var at, var _) -> " still logs in until " + times.date(at);
            case Until.HoldOver(var latest, var _) -> " still logs in until " + times.date(latest) + " at the latest";
            case Until.MadeWay(var turn) ->
                turn instanceof Until.Turn.Retried
                        ? " still logs in until a run succeeds"
                        : " still logs in until the next rotation";
            case Until.NotProved(var was, String node) ->
                " was to end " + times.date(was) + ", "
                        + (node.isEmpty() ? "which is not confirmed" : node + " has not confirmed");
            default -> " still logs in";
        };
    }

    private static String clients(Use.Clients use) {
        int sessions = use.sessions();
        String count = (use.complete() ? "" : "at least ")
                + sessions
                + (sessions == 1 ? " client uses it: " : " clients use it: ");
        List<Use.Client> hosts = use.hosts().stream()
                .map(host -> use.clients().stream()
                        .filter(client -> client.address().equals(host))
                        .findFirst()
                        .orElseThrow())
                .toList();
        String named = String.join(
                ", ", hosts.stream().limit(HOSTS).map(SentenceText::client).toList());
        int more = hosts.size() - HOSTS;
        String rest = more <= 0 ? "" : " and " + more + " more " + (more == 1 ? "host" : "hosts");
        return count + named + rest + ".";
    }

    static String client(Use.Client client) {
        return client.name().isEmpty() ? client.address() : client.name() + " on " + client.address();
    }

    private void lastRun() {
        Optional<Mark> last = view.marks().stream()
                .filter(mark -> mark.outcome() != Mark.Outcome.RUNNING)
                .reduce((_, later) -> later);
        last.filter(mark -> mark.outcome() == Mark.Outcome.FAILED)
                .ifPresent(mark -> out.next()
                        .plain("The last run failed"
                                + mark.failure().map(SentenceText::where).orElse("") + "."));
    }

    private static String where(Mark.Failure failure) {
        return " at " + failure.step() + (failure.node().isEmpty() ? "" : " on " + failure.node());
    }

    private void candidate(Lane lane) {
        switch (lane.word()) {
            case Word.Blocked _ -> out.next().plain("Keyturn needs a decision.");
            case Word.Proving(var progress, var waiting) ->
                out.next().plain("The next set is being proved" + pursuit(progress, waiting) + ".");
            default -> {}
        }
    }

    private String pursuit(Optional<Word.Progress> progress, Optional<Word.Waiting> waiting) {
        return progress.map(now -> ": " + now.step() + ", node " + now.node() + " of " + now.of())
                .or(() -> waiting.map(asked -> ": " + (asked.node().isEmpty() ? "the target" : asked.node())
                        + " is asked again at " + times.date(asked.nextTryAt())))
                .orElse("");
    }

    private void next() {
        switch (view.next()) {
            case Next.Rotation(var at) -> out.next().plain("Next rotation " + times.date(at) + ".");
            case Next.Retry(var at) -> out.next().plain("Next try " + times.date(at) + ".");
            case Next.Overdue(var due, var wait) ->
                out.next()
                        .plain("Overdue since " + times.date(due)
                                + wait.map(this::waits).orElse("") + ".");
            case Next.Off _ -> out.next().plain("Auto-rotation is off.");
            case Next.Unset _ -> {}
        }
    }

    private String waits(Next.Wait wait) {
        return ": waits for " + client(wait.client()) + ", until " + times.date(wait.latest()) + " at the latest";
    }

    private static String host(String node) {
        return new Mark.Failure("", node).host();
    }
}
