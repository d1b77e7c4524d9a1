// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The sets of a rotation in few words: `v12 published, v11 logs in until Fri 10:41`.
///
/// @param before words before the time
/// @param time   empty if none is named
/// @param after  words after it
/// @param inUse  the third badge: an old set whose time is over and that somebody uses
public record SetWords(String before, Optional<Moment> time, String after, Optional<Badge> inUse) {

    /// @param rotation as the API answers it
    /// @param sets     its newest sets, as the API answers them; empty if they are not known
    public static SetWords of(JsonNode rotation, List<JsonNode> sets, Times times) {
        long version = rotation.path("credentialVersion").asLong();
        String published = version == 0 ? "nothing published" : "v" + version + " published";
        return sets.stream()
                .filter(set -> set.path("published").asBoolean() && isOld(set, version))
                .findFirst()
                .map(set -> old(published, set, times))
                .orElseGet(() -> alone(published, rotation, times));
    }

    private static boolean isOld(JsonNode set, long published) {
        return set.path("credentialVersion").asLong() != published
                && set.path("endedAt").isNull();
    }

    private static SetWords alone(String published, JsonNode rotation, Times times) {
        return new SetWords(
                published + ", last changed",
                Fields.time(rotation, "lastRotatedAt").map(times::relative),
                "",
                Optional.empty());
    }

    private static SetWords old(String published, JsonNode set, Times times) {
        long version = set.path("credentialVersion").asLong();
        String start = published + ", v" + version;
        Optional<Instant> planned = Fields.time(set, "plannedEndAt");
        if (set.path("state").asText().equals("held")) {
            Optional<Instant> hold = Fields.time(set, "holdUntil");
            return new SetWords(
                    start + " kept: in use" + hold.map(_ -> ", until").orElse(""),
                    hold.map(times::near),
                    hold.map(_ -> " at the latest").orElse(""),
                    Optional.of(StatusBadge.inUse(version, hold, times)));
        }
        if (planned.isEmpty()) {
            return new SetWords(start + " logs in until the next rotation", Optional.empty(), "", Optional.empty());
        }
        String words = planned.orElseThrow().isAfter(times.now()) ? " logs in until" : " was to end";
        return new SetWords(start + words, planned.map(times::near), "", Optional.empty());
    }
}
