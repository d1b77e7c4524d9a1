// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// All that a timeline says; picture, sentence, table and terminal are made of nothing else.
///
/// @param id    begins every id in the picture, so that two pictures may stand in one page; letters, digits, hyphens
/// @param zone  in which people read the times
/// @param from  the left edge of the plot
/// @param to    the right edge; after `from`
/// @param lanes newest first
/// @param marks the runs, oldest first; those outside the window are told, not drawn
public record TimelineView(
        String id, Instant now, ZoneId zone, Instant from, Instant to, List<Lane> lanes, Next next, List<Mark> marks) {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int PLOT_PIXELS = 600;

    public TimelineView {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the window ends at " + to + ", not after its start " + from);
        }
        if (!id.matches("[A-Za-z][A-Za-z0-9-]*")) {
            throw new IllegalArgumentException("the id \"" + id + "\" is not letters, digits and hyphens");
        }
        lanes = List.copyOf(lanes);
        marks = List.copyOf(marks);
    }

    /// How long the picture stays true to a pixel: when to draw it again.
    public Duration redrawAfter() {
        Duration pixel = Duration.between(from, to).dividedBy(PLOT_PIXELS);
        if (pixel.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return pixel.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pixel;
    }

    boolean shows(Instant time) {
        return !time.isBefore(from) && !time.isAfter(to);
    }

    Times times() {
        return new Times(now, zone);
    }

    /// When the next set is planned to be published; empty if nobody can tell.
    Optional<Instant> nextAt() {
        return switch (next) {
            case Next.Rotation(Instant at) -> Optional.of(at);
            case Next.Retry(Instant at) -> Optional.of(at);
            case Next.Overdue _, Next.Off _, Next.Unset _ -> Optional.empty();
        };
    }
}
