// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What an owner chose instead of the built-in rule (API contract §13.2): a rhythm whose starts a window moves to its
/// next opening, and a delay on top that never leaves the window.
public record OwnSchedule(Rhythm rhythm, Optional<StartWindow> window, Jitter jitter) implements Schedule {
    private static final Duration AFTER_FAILURE = Duration.ofHours(24);

    @Override
    public Instant afterPublication(Instant publishedAt, boolean byHand) {
        return after(new Rhythm.Anchor(publishedAt, byHand), publishedAt);
    }

    /// The next regular start, or a day later if that is earlier.
    @Override
    public Instant afterFailure(Instant failedAt, Instant publishedAt) {
        Instant regular = after(new Rhythm.Anchor(publishedAt, false), failedAt);
        Instant daily = opening(failedAt.plus(AFTER_FAILURE));
        return regular.isBefore(daily) ? regular : daily;
    }

    @Override
    public Instant opening(Instant wanted) {
        return window.map(shut -> shut.openingAt(wanted))
                .filter(opening -> wanted.isBefore(opening.begin()))
                .map(opening -> delayed(opening, opening.begin()))
                .orElse(wanted);
    }

    /// The first start after `moment`: that of the last regular one whose delay is not over yet, or a later one.
    private Instant after(Rhythm.Anchor anchor, Instant moment) {
        Instant regular = rhythm.after(anchor, moment.minusSeconds(jitter.longest()));
        while (!start(regular).isAfter(moment)) {
            regular = rhythm.after(anchor, regular);
        }
        return start(regular);
    }

    private Instant start(Instant regular) {
        return window.map(shut -> shut.openingAt(regular))
                .map(opening -> delayed(opening, opening.notBefore(regular)))
                .orElseGet(() -> regular.plus(jitter.delay()));
    }

    private Instant delayed(StartWindow.Opening opening, Instant begin) {
        return begin.plus(jitter.within(Duration.between(begin, opening.end())));
    }
}
