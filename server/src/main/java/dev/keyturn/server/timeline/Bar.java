// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A span in the plot.
///
/// @param now where now cuts it: at its left edge if all of it is to come, at its right one if all of it has been
record Bar(Span span, double left, double right, double now) {
    private static final double NARROWEST = 3;

    /// The bars of a lane: at least 3 wide, growing to the right, and never over one another.
    static List<Bar> of(Lane lane, TimelineView view, Scale scale) {
        List<Span> spans = lane.spans().stream()
                .filter(span -> span.meets(view.from(), view.to()))
                .toList();
        double[] left = new double[spans.size()];
        double[] right = new double[spans.size()];
        double free = scale.left();
        for (int i = 0; i < left.length; i++) {
            left[i] = Math.max(free, scale.x(spans.get(i).start()));
            right[i] = Math.max(left[i] + NARROWEST, scale.x(spans.get(i).endOr(view.to())));
            free = right[i];
        }
        double edge = scale.right();
        for (int i = left.length - 1; i >= 0 && right[i] > edge; i--) {
            right[i] = edge;
            left[i] = Math.min(left[i], edge - NARROWEST);
            edge = left[i];
        }
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            bars.add(new Bar(spans.get(i), left[i], right[i], cut(spans.get(i), view.now(), left[i], right[i], scale)));
        }
        return List.copyOf(bars);
    }

    private static double cut(Span span, Instant now, double left, double right, Scale scale) {
        if (!now.isAfter(span.start())) {
            return left;
        }
        return span.covers(now) ? Math.clamp(scale.x(now), left, right) : right;
    }

    double width() {
        return right - left;
    }

    boolean hasPast() {
        return now > left;
    }

    boolean hasFuture() {
        return now < right;
    }

    /// The part with more room for a word: where it begins.
    double wordLeft() {
        return now - left >= right - now ? left : now;
    }

    double wordWidth() {
        return Math.max(now - left, right - now);
    }

    /// Whether the word stands on what has been.
    boolean wordIsPast() {
        return now - left >= right - now;
    }
}
