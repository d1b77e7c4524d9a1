// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import dev.keyturn.server.timeline.Lengths;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// How pages write times: in the browser's zone, or in UTC and said so while the zone is not known.
///
/// @param known the browser's zone
public record Times(Instant now, Optional<ZoneId> known) {
    private static final String UTC = " UTC";

    /// The zone in which everything is written.
    public ZoneId zone() {
        return known.orElse(ZoneOffset.UTC);
    }

    /// As the timeline writes them, without a word about the zone.
    public dev.keyturn.server.timeline.Times plain() {
        return new dev.keyturn.server.timeline.Times(now, zone());
    }

    /// `Fri 6 Mar 10:00`, with the year if it is not this one: `Sat 6 Mar 2027 10:00`.
    public Moment full(Instant time) {
        var plain = plain();
        return told(plain.day(time) + plain.year(time) + " " + plain.clock(time), time);
    }

    /// Where room is short: `today 10:41`, `Fri 10:41` within six days, then `3 Feb 03:15`, `2 Apr 2027`.
    public Moment near(Instant time) {
        var plain = plain();
        return told(plain.isToday(time) ? "today " + plain.clock(time) : plain.near(time), time);
    }

    /// For logs: `today 10:00:05`, `Wed 4 Mar 17:40:00`, with the year if it is not this one.
    public Moment logged(Instant time) {
        var plain = plain();
        String day = plain.isToday(time) ? "today" : plain.day(time) + plain.year(time);
        return told(day + " " + plain.seconds(time), time);
    }

    /// `in 2 d 1 h`, `4 min ago`, `just now`.
    public Moment relative(Instant time) {
        return Moment.of(time.isAfter(now) ? plain().in(time) : plain().ago(time), time);
    }

    /// How long it is until then, or since: `2 d 1 h`.
    public String distance(Instant time) {
        return Lengths.relative(Duration.between(now, time).abs());
    }

    /// `10:00`, of any day.
    public String clock(Instant time) {
        return plain().clock(time) + suffix();
    }

    /// A clock that is stored in UTC, as today has it: `03:15 (02:15 UTC)`, in UTC itself `02:15 UTC`.
    public String clocks(LocalTime utc) {
        Instant time = now.atOffset(ZoneOffset.UTC).with(utc).toInstant();
        String stored = new dev.keyturn.server.timeline.Times(now, ZoneOffset.UTC).clock(time) + UTC;
        String local = plain().clock(time) + UTC;
        return known.isEmpty() || local.equals(stored) ? stored : plain().clock(time) + " (" + stored + ")";
    }

    private Moment told(String text, Instant time) {
        return Moment.of(text + suffix(), time);
    }

    private String suffix() {
        return known.isEmpty() ? UTC : "";
    }
}
