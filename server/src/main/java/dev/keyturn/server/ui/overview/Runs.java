// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.overview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.overview.OverviewView.Run;
import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.Badge.Colour;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Times;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The last run of a rotation in one row.
final class Runs {
    private Runs() {}

    /// @param attempt as the API answers it
    static Run of(Seen seen, JsonNode attempt, Times times) {
        var started = Fields.time(attempt, "startedAt").orElse(times.now());
        return new Run(result(attempt), seen.site(), times.near(started), facts(attempt));
    }

    private static Badge result(JsonNode attempt) {
        var version = attempt.path("credentialVersion");
        return switch (attempt.path("outcome").asText()) {
            case "success" ->
                new Badge(
                        version.isNumber() ? "v" + version.asLong() + " published" : "Done", "circle-check", Colour.OK);
            case "failed" -> new Badge("Failed", "circle-x", Colour.BAD);
            case "blocked" -> new Badge("Blocked", "alert-octagon", Colour.SOLID);
            case "running" -> new Badge("Running", "loader-2", Colour.CAND);
            default -> new Badge(attempt.path("outcome").asText(), "info-circle", Colour.OFF);
        };
    }

    /// `0.3 s, 3 nodes`, as far as it is known.
    private static String facts(JsonNode attempt) {
        var nodes = Fields.items(attempt, "steps")
                .flatMap(step -> Fields.text(step, "node").stream())
                .distinct()
                .count();
        var took = Fields.time(attempt, "startedAt")
                .flatMap(from -> Fields.time(attempt, "finishedAt").map(to -> Duration.between(from, to)));
        return took.map(Runs::seconds).orElse("not finished")
                + Optional.of(nodes)
                        .filter(count -> count > 0)
                        .map(count -> count == 1 ? ", 1 node" : ", " + count + " nodes")
                        .orElse("");
    }

    private static String seconds(Duration took) {
        if (took.toMillis() < 100) {
            return took.toMillis() + " ms";
        }
        return took.toSeconds() < 60
                ? String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)
                : took.toMinutes() + " min";
    }
}
