// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.List;

/// A view laid out in a profile: where each lane, bar and line is.
final class Frame {
    private static final double LEGEND = 30;
    private static final double LEGEND_LINE = 18;

    private final TimelineView view;
    private final Profile profile;
    private final Scale scale;
    private final List<List<Bar>> bars;
    private final Legend legend;

    Frame(TimelineView view, Profile profile) {
        this.view = view;
        this.profile = profile;
        this.scale = Scale.of(view, profile);
        this.bars = view.lanes().stream().map(lane -> Bar.of(lane, view, scale)).toList();
        this.legend = Legend.of(view, profile);
    }

    TimelineView view() {
        return view;
    }

    Profile profile() {
        return profile;
    }

    boolean isWide() {
        return profile.isWide();
    }

    Scale scale() {
        return scale;
    }

    Legend legend() {
        return legend;
    }

    List<Bar> bars(int lane) {
        return bars.get(lane);
    }

    double laneTop(int lane) {
        return Profile.HEAD + (double) lane * profile.row().height();
    }

    double barTop(int lane) {
        return laneTop(lane) + profile.row().barOffset();
    }

    double barHeight() {
        return profile.row().bar();
    }

    double barMiddle(int lane) {
        return barTop(lane) + barHeight() / 2;
    }

    /// Where the lane of the runs begins.
    double marksTop() {
        return laneTop(view.lanes().size());
    }

    /// Where it ends, and the plot with it.
    double plotBottom() {
        return marksTop() + profile.marks();
    }

    double height() {
        return plotBottom() + (isWide() ? LEGEND : LEGEND_LINE * legend.lines().size());
    }

    /// The top of the grid, in the head.
    double gridTop() {
        return Profile.HEAD - Profile.STUB;
    }

    double nowX() {
        return scale.x(view.now());
    }
}
