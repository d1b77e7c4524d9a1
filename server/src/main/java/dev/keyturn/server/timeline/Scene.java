// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.History.IntentState;
import dev.keyturn.server.timeline.History.SetFacts;
import dev.keyturn.server.timeline.History.UsageFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A history, seen at an instant through a window: what the lanes are made of.
record Scene(History history, Instant now, Window window) {
    /// So long after it was due a rotation is called overdue.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    Next next() {
        if (history.openCandidate().isPresent()
                || history.intent()
                        .filter(intent -> intent.state() != IntentState.RETIRING)
                        .isPresent()) {
            return new Next.Unset();
        }
        if (!history.schedule().automatic()) {
            return new Next.Off();
        }
        return history.schedule().nextAt().map(this::planned).orElse(new Next.Unset());
    }

    private Next planned(Instant at) {
        if (at.plus(PATIENCE).isBefore(now)) {
            return new Next.Overdue(at, waitsFor());
        }
        return history.lastRunFailed() ? new Next.Retry(at) : new Next.Rotation(at);
    }

    private Optional<Next.Wait> waitsFor() {
        return history.old().stream()
                .flatMap(set -> clients(set).stream()
                        .findFirst()
                        .flatMap(client -> Window.endOf(set).map(latest -> new Next.Wait(client, latest)))
                        .stream())
                .findFirst();
    }

    /// When the published set is superseded as planned; never before now.
    Optional<Instant> nextAt() {
        return switch (next()) {
            case Next.Rotation(var at) -> Optional.of(notPast(at));
            case Next.Retry(var at) -> Optional.of(notPast(at));
            case Next.Overdue _, Next.Off _, Next.Unset _ -> Optional.empty();
        };
    }

    private Instant notPast(Instant at) {
        return at.isBefore(now) ? now : at;
    }

    Use use(SetFacts set) {
        return switch (history.usage()) {
            case UsageFacts.Withheld _ -> new Use.Withheld();
            case UsageFacts.Unknown _ -> new Use.Untold();
            case UsageFacts.Seen(var sets, boolean complete) ->
                sets.stream()
                        .filter(of -> of.version() == set.version())
                        .findFirst()
                        .<Use>map(of -> new Use.Clients(of.clients(), complete))
                        .orElse(new Use.Untold());
        };
    }

    List<Use.Client> clients(SetFacts set) {
        return use(set) instanceof Use.Clients clients ? clients.clients() : List.of();
    }

    /// The node that an open intent waits for; empty if none is known.
    String awaitedNode() {
        return history.intent().flatMap(History.IntentFacts::node).orElse("");
    }

    static Lane.Account account(SetFacts set) {
        return new Lane.Account(set.username().orElse(""), set.isAdopted());
    }

    /// The right edge, or now if that is later.
    Instant edge() {
        return window.to().isBefore(now) ? now : window.to();
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
