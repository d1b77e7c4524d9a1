// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.ArrayList;
import java.util.List;

/// What the forms mean: only what occurs, laid out in lines.
///
/// @param lines each line's items from the left
record Legend(List<List<Item>> lines) {
    private static final double SWATCH = 24;
    private static final double DOT = 10;
    private static final double BESIDE = 6;
    private static final double BETWEEN = 16;

    Legend {
        lines = List.copyOf(lines);
    }

    /// What an item explains.
    sealed interface Sign {
        record OfKind(Kind kind) implements Sign {}

        record Ended() implements Sign {}

        record OfRun(Mark.Outcome outcome) implements Sign {}

        /// The zone of the times, where the head has no room to say it.
        record OfZone() implements Sign {}
    }

    /// @param left where its sign begins
    record Item(Sign sign, String text, double left) {
        double textLeft() {
            return left + lead(sign);
        }

        private Item at(double x) {
            return new Item(sign, text, x);
        }

        private double width() {
            return lead(sign) + TextWidth.of(text, TextWidth.SMALL);
        }
    }

    static Legend of(TimelineView view, Profile profile) {
        double left = profile.isWide() ? 12 : 8;
        double room = profile.width() - 2 * left;
        List<Item> items = items(view, profile.isWide());
        if (profile.isWide() && room < total(items)) {
            items = items(view, false);
        }
        if (!profile.isWide()) {
            items.add(new Item(new Sign.OfZone(), zone(view), 0));
        }
        List<List<Item>> lines = new ArrayList<>(List.of(new ArrayList<>()));
        double x = left;
        for (Item item : items) {
            if (x + item.width() > left + room && !lines.getLast().isEmpty()) {
                lines.add(new ArrayList<>());
                x = left;
            }
            lines.getLast().add(item.at(x));
            x += item.width() + BETWEEN;
        }
        return new Legend(lines);
    }

    static String zone(TimelineView view) {
        return "times in " + view.zone().getId();
    }

    private static double total(List<Item> items) {
        return items.stream().mapToDouble(item -> item.width() + BETWEEN).sum() - BETWEEN;
    }

    private static List<Item> items(TimelineView view, boolean whole) {
        List<Item> items = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (view.lanes().stream().anyMatch(lane -> draws(lane, kind, view))) {
                items.add(new Item(new Sign.OfKind(kind), whole ? kind.legend() : kind.shortLegend(), 0));
            }
        }
        if (view.lanes().stream().anyMatch(Lane::hasEnded)) {
            items.add(new Item(new Sign.Ended(), "ended", 0));
        }
        addRun(items, view, Mark.Outcome.OK, "run ok");
        addRun(items, view, Mark.Outcome.FAILED, "run failed");
        return items;
    }

    private static boolean draws(Lane lane, Kind kind, TimelineView view) {
        return lane.spans().stream().anyMatch(span -> span.kind() == kind && span.meets(view.from(), view.to()));
    }

    private static void addRun(List<Item> items, TimelineView view, Mark.Outcome outcome, String text) {
        if (view.marks().stream().anyMatch(mark -> mark.outcome() == outcome && view.shows(mark.at()))) {
            items.add(new Item(new Sign.OfRun(outcome), text, 0));
        }
    }

    private static double lead(Sign sign) {
        return switch (sign) {
            case Sign.OfKind _, Sign.Ended _ -> SWATCH + BESIDE;
            case Sign.OfRun _ -> DOT + BESIDE;
            case Sign.OfZone _ -> 0;
        };
    }
}
