// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.overview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.overview.OverviewView.OldSet;
import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.Badge.Colour;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Times;
import java.util.List;

/// The sets of a rotation that were published, are not any more, and still log in.
final class OldSets {
    private OldSets() {}

    /// @param sets as the API answers them
    static List<OldSet> of(Seen seen, JsonNode sets, Times times) {
        return Fields.items(sets, "sets")
                .filter(set -> set.path("published").asBoolean()
                        && set.path("credentialVersion").asLong() != seen.version()
                        && Fields.time(set, "supersededAt").isPresent()
                        && Fields.time(set, "endedAt").isEmpty())
                .map(set -> old(seen, set, times))
                .toList();
    }

    private static OldSet old(Seen seen, JsonNode set, Times times) {
        var version = set.path("credentialVersion").asLong();
        if (set.path("state").asText().equals("held")) {
            var hold = Fields.time(set, "holdUntil");
            return new OldSet(
                    seen.site(),
                    version,
                    "kept: in use"
                            + hold.map(at -> ", until " + times.near(at).text() + " at the latest")
                                    .orElse(""),
                    badge(hold.filter(at -> at.isAfter(times.now()))
                            .map(at -> times.distance(at) + " left")
                            .orElse("in use")));
        }
        var end = Fields.time(set, "plannedEndAt");
        var ahead = end.filter(at -> at.isAfter(times.now()));
        return new OldSet(
                seen.site(),
                version,
                end.map(at -> (ahead.isPresent() ? "logs in until " : "was to end ")
                                + times.near(at).text())
                        .orElse("logs in until the next rotation"),
                badge(ahead.map(at -> times.distance(at) + " left")
                        .orElse(end.isPresent() ? "ending" : "no end planned")));
    }

    private static Badge badge(String word) {
        return new Badge(word, "hourglass", Colour.SOON);
    }
}
