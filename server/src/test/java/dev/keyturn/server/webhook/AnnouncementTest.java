// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Trigger;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncementTest {
    private static final Instant LAST = Instant.parse("2026-03-05T09:00:00Z");
    private static final LastRun PUBLISHED = new LastRun(Optional.of(LAST), LAST, Trigger.SCHEDULE, Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "2026-03-12T09:00:00Z, 2026-03-11T09:00:00Z",
        "2026-03-07T09:00:00Z, 2026-03-06T09:00:00Z",
        "2026-03-07T08:59:58Z, 2026-03-06T08:59:59Z",
        "2026-03-05T11:00:00Z, 2026-03-05T10:00:00Z",
    })
    void is_told_a_day_before_or_halfway(Instant next, Instant told) {
        var announcement = Announcement.of(PUBLISHED, Optional.of(next), 7).orElseThrow();

        assertThat(announcement.starts()).isEqualTo(next);
        assertThat(announcement.from()).isEqualTo(told);
        assertThat(announcement.isTime(told.minusMillis(1))).isFalse();
        assertThat(announcement.isTime(told)).isTrue();
        assertThat(announcement.isTime(next)).isFalse();
    }

    @Test
    void is_a_reminder_after_the_interval_where_nothing_starts_by_itself() {
        var announcement = Announcement.of(PUBLISHED, Optional.empty(), 7).orElseThrow();

        assertThat(announcement.automatic()).isFalse();
        assertThat(announcement.isTime(Instant.parse("2026-03-12T08:59:59Z"))).isFalse();
        assertThat(announcement.isTime(Instant.parse("2026-03-12T09:00:00Z"))).isTrue();
        assertThat(announcement.isTime(Instant.parse("2026-04-12T09:00:00Z"))).isTrue();
    }
}
