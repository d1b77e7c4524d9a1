// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Badge.Colour;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The state of a rotation in one badge: the first line of the guide's table that fits.
///
/// @param beside small text after the badge
public record StatusBadge(Line line, Badge badge, Optional<Beside> beside) {
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofDays(7);

    /// The lines of the table, worst first; a list of rotations is ordered by them.
    public enum Line {
        BLOCKED(RowMark.GONE),
        ROTATING(RowMark.NONE),
        FAILED(RowMark.GONE),
        REFUSED(RowMark.GONE),
        OVERDUE(RowMark.OLD),
        OFF(RowMark.NONE),
        SOON(RowMark.NONE),
        LATER(RowMark.NONE);

        private final RowMark mark;

        Line(RowMark mark) {
            this.mark = mark;
        }

        public RowMark mark() {
            return mark;
        }

        /// Whether a person has to look.
        public boolean needsSomebody() {
            return mark != RowMark.NONE;
        }
    }

    /// Small text: words, and a time after them if there is one.
    public record Beside(String words, Optional<Moment> time) {}

    /// The bar at the left edge of a row.
    public enum RowMark {
        NONE(""),
        GONE("kt-mark-gone"),
        OLD("kt-mark-old");

        private final String look;

        RowMark(String look) {
            this.look = look;
        }

        /// The class of the style sheet, empty without a bar.
        public String look() {
            return look;
        }
    }

    /// @param rotation as the API answers it
    public static StatusBadge of(JsonNode rotation, Times times) {
        return of(rotation, times, "");
    }

    /// @param progress where the open run is, such as `verify 1 of 2`; empty if that is not known
    public static StatusBadge of(JsonNode rotation, Times times, String progress) {
        var intent = rotation.path("intent");
        String state = intent.path("state").asText();
        boolean failed = rotation.path("rotationStatus").asText().equals("failed");
        boolean leaving = state.equals("revoking");
        if (state.equals("blocked")) {
            return alone(Line.BLOCKED, new Badge("Blocked", "alert-octagon", Colour.SOLID));
        }
        if (leaving && failed) {
            return alone(Line.BLOCKED, new Badge("Delete stopped", "alert-octagon", Colour.SOLID));
        }
        if (leaving || intent.path("running").asBoolean()) {
            String verb = leaving ? "Deleting" : "Rotating";
            String word = progress.isEmpty() ? verb : verb + ": " + progress;
            return alone(Line.ROTATING, new Badge(word, "loader-2", Colour.CAND));
        }
        if (failed) {
            return new StatusBadge(
                    Line.FAILED,
                    new Badge("Rotation Failed", "circle-x", Colour.BAD),
                    Optional.of(nextTry(rotation, times)));
        }
        if (health(rotation).equals("failing")) {
            return alone(Line.REFUSED, refused());
        }
        return waiting(rotation, times);
    }

    private static StatusBadge waiting(JsonNode rotation, Times times) {
        Optional<Instant> next = Fields.time(rotation, "nextRotationAt");
        if (next.filter(at -> at.isBefore(times.now().minus(LATE))).isPresent()) {
            String word = "Overdue " + times.distance(next.orElseThrow());
            return alone(Line.OVERDUE, new Badge(word, "clock-exclamation", Colour.SOON));
        }
        if (next.isEmpty() || !rotation.path("isAutoRotationEnabled").asBoolean()) {
            return alone(Line.OFF, new Badge("Auto-Rotation off", "player-pause", Colour.OFF));
        }
        Instant at = next.orElseThrow();
        String word = at.isAfter(times.now()) ? "Rotates in " + times.distance(at) : "Rotates now";
        return at.isBefore(times.now().plus(SOON))
                ? alone(Line.SOON, new Badge(word, "clock", Colour.SOON))
                : alone(Line.LATER, new Badge(word, "clock", Colour.INFO));
    }

    /// An open intent is taken up again by itself, be the schedule on or off.
    private static Beside nextTry(JsonNode rotation, Times times) {
        return Fields.time(rotation.path("intent"), "nextTryAt")
                .or(() -> Fields.time(rotation, "nextRotationAt"))
                .map(at -> new Beside("next try", Optional.of(times.near(at))))
                .orElseGet(() -> new Beside("no next try, auto-rotation is off", Optional.empty()));
    }

    /// What the last login with the published set said; on the rotation's own page it is always there.
    public static Badge login(JsonNode rotation) {
        return switch (health(rotation)) {
            case "ok" -> {
                var nodes = rotation.path("health").path("nodes");
                long well = nodes.findValuesAsText("status").stream()
                        .filter("ok"::equals)
                        .count();
                yield new Badge(
                        nodes.isEmpty() ? "Logs in" : "Logs in, %d of %d nodes".formatted(well, nodes.size()),
                        "circle-check",
                        Colour.OK);
            }
            case "failing" -> refused();
            default -> new Badge("Not checked yet", "help-circle", Colour.OFF);
        };
    }

    /// [#login] for a table: only what is not fine, and not what the first badge says already.
    public Optional<Badge> loginIfNotFine(JsonNode rotation) {
        return line == Line.REFUSED || health(rotation).equals("ok") ? Optional.empty() : Optional.of(login(rotation));
    }

    /// While an old set has clients.
    ///
    /// @param until the end of the old set; empty if none is fixed
    public static Badge inUse(long version, Optional<Instant> until, Times times) {
        String left = until.filter(end -> end.isAfter(times.now()))
                .map(end -> ", " + times.distance(end) + " left")
                .orElse("");
        return new Badge("v" + version + " in use" + left, "hourglass", Colour.SOON);
    }

    private static Badge refused() {
        return new Badge("Login refused", "circle-x", Colour.BAD);
    }

    private static String health(JsonNode rotation) {
        return rotation.path("health").path("status").asText();
    }

    private static StatusBadge alone(Line line, Badge badge) {
        return new StatusBadge(line, badge, Optional.empty());
    }
}
