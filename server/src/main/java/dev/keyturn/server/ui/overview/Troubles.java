// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.overview;

import dev.keyturn.server.ui.overview.OverviewView.Trouble;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.StatusBadge.Line;
import dev.keyturn.server.ui.part.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says in one sentence what a rotation needs somebody for, and what is safe meanwhile.
final class Troubles {
    private static final Map<Line, String> WORDS = Map.of(
            Line.BLOCKED, "blocked",
            Line.FAILED, "failed",
            Line.REFUSED, "refused",
            Line.OVERDUE, "overdue");

    private Troubles() {}

    static Trouble of(Seen seen, Times times) {
        var json = seen.json();
        var intent = json.path("intent");
        return switch (seen.status().line()) {
            case BLOCKED ->
                trouble(
                        seen,
                        join(
                                Fields.text(intent, "reason").or(() -> Fields.text(json, "lastRotationMessage")),
                                safe(seen, times)),
                        "since",
                        Fields.time(intent, "since").map(times::near),
                        "Decide");
            case FAILED ->
                trouble(
                        seen,
                        join(Fields.text(json, "lastRotationMessage"), safe(seen, times)),
                        seen.status().beside().map(beside -> beside.words()).orElse(""),
                        seen.status().beside().flatMap(beside -> beside.time()),
                        "Open");
            case REFUSED ->
                trouble(
                        seen,
                        join(Fields.text(json.path("health"), "message"), refused(seen)),
                        "checked",
                        Fields.time(json.path("health"), "checkedAt").map(times::near),
                        "Open");
            default ->
                trouble(
                        seen,
                        join(Fields.text(intent, "reason"), safe(seen, times)),
                        "was due",
                        seen.next().map(times::near),
                        "Open");
        };
    }

    private static Trouble trouble(Seen seen, String sentence, String when, Optional<Moment> at, String button) {
        return new Trouble(seen.status(), seen.site(), sentence, when, at, button);
    }

    private static String join(Optional<String> why, String safe) {
        return why.map(text -> (text.endsWith(".") ? text : text + ".") + " " + safe)
                .orElse(safe);
    }

    private static String refused(Seen seen) {
        return "v%d is published, but was refused at its last login.".formatted(seen.version());
    }

    /// Never more than is known: that it logs in is said only of a login.
    private static String safe(Seen seen, Times times) {
        if (seen.version() == 0) {
            return "Nothing is published.";
        }
        var published = "v%d is published".formatted(seen.version());
        var health = seen.json().path("health").path("status").asText();
        if (health.equals("failing")) {
            return refused(seen);
        }
        return seen.provedAt()
                .map(at -> published + " and logged in " + times.relative(at).text() + ".")
                .orElse(published + "; not checked yet.");
    }

    /// `1 blocked, 2 failed`
    static String kinds(List<Seen> all) {
        var parts = new ArrayList<String>();
        for (var line : List.of(Line.BLOCKED, Line.FAILED, Line.REFUSED, Line.OVERDUE)) {
            var count =
                    all.stream().filter(seen -> seen.status().line() == line).count();
            if (count > 0) {
                parts.add(count + " " + WORDS.get(line));
            }
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }
}
