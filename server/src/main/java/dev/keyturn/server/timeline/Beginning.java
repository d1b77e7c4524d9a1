// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.History.Made;
import dev.keyturn.server.timeline.History.SetFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a set was before it was published.
final class Beginning {
    /// A bar is at least 3 of 600 wide: what is shorter would move the publication away from its place.
    private static final int SMALLEST_PART = 200;

    private Beginning() {}

    /// From reserved to the end, by way of proved.
    static List<Span> of(SetFacts set, Instant end) {
        Made made = set.made();
        List<Span> spans = new ArrayList<>();
        if (made.reservedAt().isPresent()) {
            Instant reserved = made.reservedAt().get();
            Instant proved = Scene.later(reserved, Scene.earlier(made.provedAt().orElse(end), end));
            add(spans, Kind.RESERVED, reserved, proved);
            add(spans, Kind.PROVED, proved, end);
        }
        return spans;
    }

    /// The same of a published set, where the window shows it.
    static List<Span> visible(SetFacts set, Scene scene) {
        Duration window = Duration.between(scene.window().from(), scene.window().to());
        Instant published = set.publishedAt();
        boolean shown = set.made()
                .reservedAt()
                .filter(reserved -> Duration.between(reserved, published)
                                .multipliedBy(SMALLEST_PART)
                                .compareTo(window)
                        >= 0)
                .isPresent();
        return shown ? of(set, published) : new ArrayList<>();
    }

    /// Leaves out what has no length.
    static void add(List<Span> spans, Kind kind, Instant from, Instant to) {
        if (from.isBefore(to)) {
            spans.add(Span.of(kind, from, to));
        }
    }
}
