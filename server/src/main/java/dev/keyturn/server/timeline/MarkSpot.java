// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Where a run is drawn, or some runs that are too close for one mark each.
///
/// @param outcome the worst of them
record MarkSpot(double x, Mark.Outcome outcome, int count, boolean countLeft) {
    private static final double CLOSEST = 11;
    private static final double COUNT_GAP = 7;

    static List<MarkSpot> of(TimelineView view, Scale scale) {
        Deque<MarkSpot> spots = new ArrayDeque<>();
        view.marks().stream()
                .filter(mark -> view.shows(mark.at()))
                .map(mark -> new MarkSpot(scale.x(mark.at()), mark.outcome(), 1, false))
                .forEach(spot -> push(spots, spot, scale.right()));
        return List.copyOf(spots);
    }

    private static void push(Deque<MarkSpot> spots, MarkSpot spot, double edge) {
        MarkSpot last = spot;
        while (!spots.isEmpty() && spots.getLast().meets(last)) {
            last = spots.removeLast().with(last, edge);
        }
        spots.addLast(last);
    }

    private boolean meets(MarkSpot next) {
        double mine = count > 1 && !countLeft ? countWidth() + 4 : 0;
        double its = next.count > 1 && next.countLeft ? next.countWidth() + 4 : 0;
        return next.x - x < CLOSEST + mine + its;
    }

    private MarkSpot with(MarkSpot next, double edge) {
        MarkSpot worst = next.outcome.compareTo(outcome) >= 0 ? next : this;
        MarkSpot both = new MarkSpot(worst.x, worst.outcome, count + next.count, false);
        return both.countStart() + both.countWidth() > edge
                ? new MarkSpot(worst.x, worst.outcome, both.count, true)
                : both;
    }

    String countText() {
        return "×" + count;
    }

    private double countWidth() {
        return TextWidth.of(countText(), TextWidth.SMALL);
    }

    /// Where the count begins, beside the mark.
    double countStart() {
        return countLeft ? x - COUNT_GAP - countWidth() : x + COUNT_GAP;
    }
}
