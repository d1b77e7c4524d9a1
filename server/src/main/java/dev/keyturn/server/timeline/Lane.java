// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One set: a row of the timeline.
///
/// @param spans   what it was and will be, in order of time and without overlap
/// @param end     how its last span ends
public record Lane(Version version, Account account, Word word, List<Span> spans, End end, Use use, Until until) {
    public Lane {
        spans = List.copyOf(spans);
        for (int i = 1; i < spans.size(); i++) {
            Optional<Instant> before = spans.get(i - 1).end();
            if (before.isEmpty() || before.get().isAfter(spans.get(i).start())) {
                throw new IllegalArgumentException(version + ": the spans " + spans + " overlap");
            }
        }
    }

    /// What the set is called in front of people.
    ///
    /// @param candidate not published: the number is the one it gets if it is
    public record Version(int number, boolean candidate) {
        public static Version of(int number) {
            return new Version(number, false);
        }

        @Override
        public String toString() {
            return candidate ? "(v" + number + ")" : "v" + number;
        }
    }

    /// The user of a set.
    ///
    /// @param name    empty for who may not know it
    /// @param adopted it logged in before Keyturn knew of it
    public record Account(String name, boolean adopted) {
        public static Account of(String name) {
            return new Account(name, false);
        }
    }

    /// What the set is at an instant; empty where nobody logs in with it.
    public Optional<Span> at(Instant time) {
        return spans.stream().filter(span -> span.covers(time)).findFirst();
    }

    /// When consumers began to read it; empty if they never did.
    Optional<Instant> publishedAt() {
        return spans.stream().filter(this::isPublished).findFirst().map(Span::start);
    }

    /// Whether it is read in this span, also if the target refuses it.
    boolean isPublished(Span span) {
        return span.kind() == Kind.PUBLISHED || span.kind() == Kind.REFUSED && !version.candidate();
    }

    /// The end of its last span, if there is one.
    Optional<Instant> endsAt() {
        return spans.isEmpty() ? Optional.empty() : spans.getLast().end();
    }

    boolean hasEnded() {
        return word instanceof Word.Ended;
    }

    /// Whether it is an old set that may still log in.
    boolean isOldAndLive() {
        return word instanceof Word.Old || word instanceof Word.Held || word instanceof Word.Ending;
    }
}
