// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Duration;
import java.time.Instant;

/// Where an instant lies in the plot.
record Scale(Instant from, Instant to, double left, double right) {

    static Scale of(TimelineView view, Profile profile) {
        return new Scale(
                view.from(), view.to(), profile.plot().left(), profile.plot().right());
    }

    /// Rounded half up to half a unit; before and after the window at its edges.
    double x(Instant time) {
        return rounded(left + part(time) * (right - left));
    }

    private double part(Instant time) {
        if (!time.isAfter(from)) {
            return 0;
        }
        if (!time.isBefore(to)) {
            return 1;
        }
        return seconds(Duration.between(from, time)) / seconds(Duration.between(from, to));
    }

    private static double seconds(Duration length) {
        return length.getSeconds() + length.getNano() / 1e9;
    }

    static double rounded(double x) {
        return Math.floor(x * 2 + 0.5) / 2;
    }
}
