// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.List;

/// What a set can be at an instant. The order is that of the legend.
public enum Kind {
    /// The candidate is durably written down and not yet proved.
    RESERVED("being proved", "being proved"),
    /// Every node logged in; not yet published.
    PROVED("proved", "proved"),
    /// Consumers read it.
    PUBLISHED("published: consumers read this set", "published"),
    /// Superseded, and logs in.
    OLD("old set, still logs in", "old, still logs in"),
    /// Its planned end has passed, and somebody uses it or nobody can tell.
    HELD("kept alive: in use", "kept: in use"),
    /// The target refuses it, and not because of us.
    REFUSED("refused by the target", "refused"),
    /// The set that the next rotation makes.
    PLANNED("planned", "planned");

    private final String legend;
    private final String shortLegend;

    Kind(String legend, String shortLegend) {
        this.legend = legend;
        this.shortLegend = shortLegend;
    }

    /// The words for a bar, the longest first.
    List<String> words() {
        return switch (this) {
            case RESERVED -> List.of("being proved");
            case PROVED -> List.of("proved");
            case PUBLISHED -> List.of("published");
            case OLD -> List.of("old, still logs in", "still logs in", "old");
            case HELD -> List.of("kept: in use", "in use");
            case REFUSED -> List.of("refused");
            case PLANNED -> List.of("planned");
        };
    }

    String legend() {
        return legend;
    }

    String shortLegend() {
        return shortLegend;
    }
}
