// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.History.After;
import dev.keyturn.server.timeline.History.EndReason;
import dev.keyturn.server.timeline.History.HealthStatus;
import dev.keyturn.server.timeline.History.IntentState;
import dev.keyturn.server.timeline.History.NextAccount;
import dev.keyturn.server.timeline.History.SetState;
import dev.keyturn.server.timeline.History.StepFacts;
import dev.keyturn.server.timeline.History.UsageFacts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The situations that a timeline has to tell, each with its picture.
enum TimelineCase {
    FIRST_ISSUE_OF_A_PAIR(new Sketch()
            .published(1, "billing_a", "2026-03-03T14:00")
            .unused(1)
            .ok("2026-03-03T14:00")
            .logsIn("2026-03-05T10:56", "pg-1:5432")
            .every(
                    "every 30 days at 03:15",
                    "2026-04-02T03:15",
                    new After.UntilNext(),
                    new NextAccount("billing_b", true))
            .seen("2026-03-05T11:00")),
    FIRST_ISSUE_OF_REDIS(new Sketch()
            .published(1, "Qv5rT8yLc2NfWm7KaHs1PdUe9XgJbZ4B", "2026-03-05T10:59:30")
            .ok("2026-03-05T10:59:30")
            .every("every 2 days at 12:29", "2026-03-06T12:29", grace(24), NextAccount.FRESH)
            .seen("2026-03-05T11:00")),
    ADOPTED(new Sketch()
            .adopted("legacy_app", "2026-03-04T09:30")
            .used(1, "checkout", "10.1.4.7", 4)
            .ok("2026-03-04T09:30")
            .logsIn("2026-03-05T10:30", "redis-1:6379")
            .every("every 7 days at 12:29", "2026-03-11T12:29", grace(24), NextAccount.FRESH)
            .seen("2026-03-05T11:00")),
    TYPICAL_GRACE(typical()),
    NO_GRACE(new Sketch()
            .published(3, "app_a", "2026-03-04T09:00")
            .old(2, "app_b", "2026-03-02T09:00", "2026-03-04T09:00", Optional.empty())
            .used(3, "checkout", "10.1.4.7", 4)
            .unused(2)
            .ok("2026-03-04T09:00")
            .ok("2026-03-02T09:00")
            .logsIn("2026-03-05T10:56", "pg-1:5432")
            .every("every 2 days at 12:29", "2026-03-07T12:29", new After.UntilNext(), new NextAccount("app_b", false))
            .seen("2026-03-05T11:00")),
    TWO_OLD_SETS(new Sketch()
            .published(9, "Qv5rT8yLc2NfWm7KaHs1PdUe9XgJbZ4B", "2026-03-05T10:00")
            .old(8, "B3nYd8xyzuTa2J", "2026-03-05T06:00", "2026-03-05T10:00", Optional.of(Duration.ofHours(6)))
            .old(7, "k7Qw2Zabcd8vGjK", "2026-03-05T01:00", "2026-03-05T06:00", Optional.of(Duration.ofHours(6)))
            .used(9, "checkout", "10.1.4.7", 5)
            .used(9, "report", "10.1.4.8", 3)
            .used(9, "cron", "10.1.4.9", 1)
            .used(8, "checkout", "10.1.4.7", 1)
            .unused(7)
            .ok("2026-03-05T10:00")
            .ok("2026-03-05T06:00")
            .logsIn("2026-03-05T10:56", "cache-1:6379", "cache-2:6379")
            .every("every 8 hours", "2026-03-05T18:00", grace(6), NextAccount.FRESH)
            .seen("2026-03-05T11:00", Range.CYCLE)),
    HELD(new Sketch()
            .published(6, "orders_b", "2026-03-04T15:00")
            .held(5, "orders_a", "2026-03-03T07:00", "2026-03-04T15:00", Duration.ofHours(16), Duration.ofHours(8))
            .used(6, "shop", "10.2.0.7", 7)
            .used(5, "nightly-job", "10.2.0.31", 1)
            .ok("2026-03-04T15:00")
            .logsIn("2026-03-05T10:30", "pg-1:5432")
            .every("every 5 days at 07:00", "2026-03-08T07:00", grace(16), new NextAccount("orders_a", false))
            .seen("2026-03-05T11:00", Range.CYCLE)),
    HELD_WITHOUT_EVIDENCE(new Sketch()
            .published(6, "orders_b", "2026-03-04T07:00")
            .held(5, "orders_a", "2026-03-03T07:00", "2026-03-04T07:00", Duration.ofHours(24), Duration.ofHours(8))
            .usage(new UsageFacts.Unknown())
            .ok("2026-03-04T07:00")
            .every("every 2 days at 07:00", "2026-03-06T07:00", grace(24), new NextAccount("orders_a", false))
            .seen("2026-03-05T11:00", Range.CYCLE)),
    WITHHELD_FROM_A_VIEWER(new Sketch()
            .published(2, "", "2026-03-05T08:00")
            .old(1, "", "2026-03-03T08:00", "2026-03-05T08:00", Optional.of(Duration.ofHours(24)))
            .usage(new UsageFacts.Withheld())
            .ok("2026-03-05T08:00")
            .logsIn("2026-03-05T10:30", "cache-1:6379")
            .every("every 2 days at 12:29", "2026-03-07T12:29", grace(24), NextAccount.FRESH)
            .seen("2026-03-05T11:00", Range.CYCLE)),
    OVERDUE(new Sketch()
            .published(6, "orders_b", "2026-03-04T07:00")
            .held(5, "orders_a", "2026-03-03T07:00", "2026-03-04T07:00", Duration.ofHours(24), Duration.ofHours(8))
            .used(6, "shop", "10.2.0.7", 5)
            .used(6, "shop", "10.2.0.8", 2)
            .used(5, "nightly-job", "10.2.0.31", 1)
            .ok("2026-03-04T07:00")
            .logsIn("2026-03-05T10:30", "pg-1:5432", "pg-2:5432")
            .every("every day at 07:00", "2026-03-05T07:00", grace(24), new NextAccount("orders_a", false))
            .seen("2026-03-05T11:00", Range.CYCLE)),
    AUTO_OFF(new Sketch()
            .published(3, "sa_report", "2026-01-12T09:00")
            .old(2, "sa_batch", "2025-11-20T09:00", "2026-01-12T09:00", Optional.empty())
            .used(3, "batch", "10.3.0.4", 3)
            .unused(2)
            .ok("2026-01-12T09:00")
            .logsIn("2026-03-05T10:30", "sql-1:1433")
            .off(new After.UntilNext(), "2026-04-13T09:00")
            .seen("2026-03-05T11:00")),
    RUN_OPEN(new Sketch()
            .candidate(5, "shop_a", SetState.RESERVED, "2026-03-05T11:00:00")
            .published(4, "shop_b", "2026-02-03T03:00")
            .used(4, "shop", "10.4.0.1", 2)
            .used(4, "shop", "10.4.0.2", 3)
            .running(
                    "2026-03-05T11:00:00",
                    List.of(
                            new StepFacts("apply", "shop-db-1:3306", true),
                            new StepFacts("apply", "shop-db-2:3306", true),
                            new StepFacts("verify", "shop-db-1:3306", true)))
            .intent(IntentState.STAGED, "2026-03-05T11:00:00", Optional.of("shop-db-2:3306"), Optional.empty())
            .logsIn("2026-03-05T10:30", "shop-db-1:3306", "shop-db-2:3306")
            .every("every 30 days at 11:00", "2026-03-05T11:00", new After.UntilNext(), NextAccount.FRESH)
            .seen("2026-03-05T11:00:12")),
    FAILED_AND_UNDONE(new Sketch()
            .undone(4, "new user", "2026-03-05T10:00:00", "2026-03-05T10:00:12")
            .published(3, "Qv5rT8yLc2NfWm7KaHs1PdUe9XgJbZ4B", "2026-03-04T12:29")
            .old(2, "B3nYd8xyzuTa2J", "2026-03-02T12:29", "2026-03-04T12:29", Optional.empty())
            .used(3, "checkout", "10.1.4.7", 4)
            .used(3, "report", "10.1.4.8", 2)
            .unused(2)
            .failed("2026-03-05T10:00:10", "verify", "cache-2:6379")
            .ok("2026-03-04T12:29")
            .logsIn("2026-03-05T10:56", "cache-1:6379", "cache-2:6379")
            .every("every 2 days at 12:29", "2026-03-06T12:29", new After.UntilNext(), NextAccount.FRESH)
            .seen("2026-03-05T11:00")),
    FAILED_AND_WAITING(new Sketch()
            .candidate(4, "new user", SetState.RESERVED, "2026-03-05T10:55:00")
            .published(3, "Qv5rT8yLc2NfWm7KaHs1PdUe9XgJbZ4B", "2026-03-04T12:29")
            .old(2, "B3nYd8xyzuTa2J", "2026-03-02T12:29", "2026-03-04T12:29", Optional.of(Duration.ofHours(24)))
            .used(3, "checkout", "10.1.4.7", 4)
            .used(2, "report", "10.1.4.8", 1)
            .failed("2026-03-05T10:59:30", "verify", "cache-2:6379")
            .failed("2026-03-05T10:57:00", "verify", "cache-2:6379")
            .failed("2026-03-05T10:55:40", "verify", "cache-2:6379")
            .intent(
                    IntentState.STAGED,
                    "2026-03-05T10:55:00",
                    Optional.of("cache-2:6379"),
                    Optional.of("2026-03-05T11:04"))
            .logsIn("2026-03-05T10:56", "cache-1:6379", "cache-2:6379")
            .every("every 2 days at 12:29", "2026-03-06T12:29", grace(24), NextAccount.FRESH)
            .seen("2026-03-05T11:00")),
    BLOCKED(new Sketch()
            .candidate(8, "billing_b", SetState.BLOCKED, "2026-03-05T08:15")
            .refused(7, "billing_a", "2026-02-20T08:00", "2026-03-05T09:15")
            .ended(
                    6,
                    "billing_b",
                    "2026-02-10T08:00",
                    "2026-02-20T08:00",
                    "2026-03-05T08:15",
                    EndReason.NEXT_ROTATION,
                    0)
            .used(7, "billing", "10.5.0.1", 11)
            .failed("2026-03-05T09:15", "verify", "pg-1:5432")
            .failed("2026-03-05T08:45", "verify", "pg-1:5432")
            .failed("2026-03-05T08:17", "verify", "pg-1:5432")
            .failed("2026-03-05T08:15", "verify", "pg-1:5432")
            .intent(IntentState.BLOCKED, "2026-03-05T09:15", Optional.of("pg-1:5432"), Optional.of("2026-03-05T11:14"))
            .health(HealthStatus.FAILING, "2026-03-05T10:45", "2026-03-05T09:02", "pg-1:5432")
            .every("every 10 days at 08:00", "2026-03-05T08:00", new After.UntilNext(), NextAccount.FRESH)
            .seen("2026-03-05T11:00")),
    PUBLISHED_REFUSED(new Sketch()
            .refused(7, "billing_a", "2026-03-01T08:00", "2026-03-05T09:15")
            .old(6, "billing_b", "2026-02-10T08:00", "2026-03-01T08:00", Optional.empty())
            .used(7, "billing", "10.5.0.1", 11)
            .unused(6)
            .ok("2026-03-01T08:00")
            .health(HealthStatus.FAILING, "2026-03-05T10:45", "2026-03-05T09:02", "pg-1:5432")
            .every(
                    "every 10 days at 08:00",
                    "2026-03-11T08:00",
                    new After.UntilNext(),
                    new NextAccount("billing_b", false))
            .seen("2026-03-05T11:00")),
    RETIRE_NOT_PROVED(new Sketch()
            .published(3, "Qv5rT8yLc2NfWm7KaHs1PdUe9XgJbZ4B", "2026-03-04T10:55")
            .old(2, "B3nYd8xyzuTa2J", "2026-03-02T12:29", "2026-03-04T10:55", Optional.of(Duration.ofHours(24)))
            .used(3, "checkout", "10.1.4.7", 4)
            .unused(2)
            .incomplete()
            .ok("2026-03-04T10:55")
            .intent(IntentState.RETIRING, "2026-03-05T10:55", Optional.of("cache-2"), Optional.of("2026-03-05T11:10"))
            .logsIn("2026-03-05T10:56", "cache-1:6379", "cache-2:6379")
            .every("every 2 days at 12:29", "2026-03-06T12:29", grace(24), NextAccount.FRESH)
            .seen("2026-03-05T11:00", Range.CYCLE)),
    IN_PLACE_WITHOUT_OVERLAP(new Sketch()
            .published(3, "sa_batch", "2026-01-12T09:00")
            .replaced(2, "sa_batch", "2025-08-20T09:00", "2026-01-12T09:00", Duration.ofMillis(400))
            .replaced(1, "sa_batch", "2025-06-20T09:00", "2025-08-20T09:00", Duration.ofMillis(600))
            .used(3, "batch", "10.3.0.4", 3)
            .failed("2026-02-20T09:00", "apply", "sql-1:1433")
            .ok("2026-01-12T09:00")
            .ok("2025-08-20T09:00")
            .failed("2025-08-19T09:00", "apply", "sql-1:1433")
            .failed("2025-08-18T09:00", "apply", "sql-1:1433")
            .logsIn("2026-03-05T10:30", "sql-1:1433")
            .off(new After.AtOnce(), "2026-04-13T09:00")
            .seen("2026-03-05T11:00", Range.HISTORY)),
    DELETING(new Sketch()
            .published(3, "Qv5rT8yLc2NfWm7KaHs1PdUe9XgJbZ4B", "2026-03-05T09:00")
            .old(2, "B3nYd8xyzuTa2J", "2026-03-03T09:00", "2026-03-05T09:00", Optional.of(Duration.ofHours(24)))
            .used(3, "checkout", "10.1.4.7", 4)
            .used(2, "report", "10.1.4.8", 2)
            .ok("2026-03-05T09:00")
            .intent(IntentState.REVOKING, "2026-03-05T10:58", Optional.of("cache-2"), Optional.of("2026-03-05T11:04"))
            .logsIn("2026-03-05T10:56", "cache-1:6379", "cache-2:6379")
            .every("every 2 days at 12:29", "2026-03-07T12:29", grace(24), NextAccount.FRESH)
            .seen("2026-03-05T11:00")),
    MANY_ENDED(new Sketch()
            .published(9, "Qv5rT8yLc2NfWm7KaHs1PdUe9XgJbZ4B", "2026-03-04T10:00")
            .old(8, "B3nYd8xyzuTa2J", "2026-03-03T10:00", "2026-03-04T10:00", Optional.of(Duration.ofHours(36)))
            .ended(
                    7,
                    "k7Qw2Zabcd8vGjK",
                    "2026-03-02T10:00",
                    "2026-03-03T10:00",
                    "2026-03-04T10:00",
                    EndReason.FORCED,
                    2)
            .ended(
                    6,
                    "Zt5rT8yLc2Nf",
                    "2026-03-01T10:00",
                    "2026-03-02T10:00",
                    "2026-03-03T10:00",
                    EndReason.GRACE_OVER,
                    0)
            .ended(
                    5,
                    "Yt5rT8yLc2Nf",
                    "2026-02-28T10:00",
                    "2026-03-01T10:00",
                    "2026-03-02T10:00",
                    EndReason.GRACE_OVER,
                    1)
            .ended(
                    4,
                    "Xt5rT8yLc2Nf",
                    "2026-02-27T10:00",
                    "2026-02-28T10:00",
                    "2026-03-01T10:00",
                    EndReason.GRACE_OVER,
                    0)
            .used(9, "checkout", "10.1.4.7", 4)
            .used(8, "a<b>&\"c\"", "10.1.4.8", 2)
            .used(8, "etl", "10.1.4.9", 1)
            .used(8, "bi", "10.1.4.10", 1)
            .ok("2026-03-04T10:00")
            .ok("2026-03-03T10:00")
            .ok("2026-03-02T10:00")
            .ok("2026-03-01T10:00")
            .logsIn("2026-03-05T10:30", "cache-1:6379")
            .every("every day at 10:00", "2026-03-06T22:00", grace(24), NextAccount.FRESH)
            .seen("2026-03-05T11:00", Range.HISTORY)),
    WINDOW_OF_A_MINUTE(new Sketch()
            .published(2, "app_b", "2026-03-05T10:59:40")
            .old(1, "app_a", "2026-03-05T10:50", "2026-03-05T10:59:40", Optional.of(Duration.ofSeconds(40)))
            .unused(2)
            .used(1, "worker", "10.1.4.7", 1)
            .ok("2026-03-05T10:59:40")
            .logsIn("2026-03-05T10:59:50", "pg-1:5432")
            .every("every day at 11:00", "2026-03-06T11:00", new After.Grace(Duration.ofSeconds(40)), NextAccount.FRESH)
            .seen("2026-03-05T11:00")),
    WINDOW_OF_AN_HOUR(new Sketch()
            .published(2, "app_b", "2026-03-05T10:40")
            .old(1, "app_a", "2026-03-05T07:00", "2026-03-05T10:40", Optional.of(Duration.ofMinutes(43)))
            .unused(2)
            .unused(1)
            .ok("2026-03-05T10:40")
            .logsIn("2026-03-05T10:59:50", "pg-1:5432")
            .every("every day at 11:00", "2026-03-06T11:00", new After.Grace(Duration.ofMinutes(43)), NextAccount.FRESH)
            .seen("2026-03-05T11:00")),
    WINDOW_OF_A_MONTH(new Sketch()
            .published(12, "app_b", "2026-03-01T03:15")
            .old(11, "app_a", "2026-02-18T03:15", "2026-03-01T03:15", Optional.of(Duration.ofDays(7)))
            .unused(12)
            .unused(11)
            .ok("2026-03-01T03:15")
            .ok("2026-02-18T03:15")
            .logsIn("2026-03-05T10:56", "pg-1:5432")
            .every(
                    "every 10 days at 03:15",
                    "2026-03-11T03:15",
                    new After.Grace(Duration.ofDays(7)),
                    new NextAccount("app_a", false))
            .seen("2026-03-05T11:00", Range.CYCLE)),
    WINDOW_OF_A_YEAR(new Sketch()
            .published(4, "app_b", "2025-12-01T03:15")
            .old(3, "app_a", "2025-08-15T03:15", "2025-12-01T03:15", Optional.empty())
            .unused(4)
            .unused(3)
            .ok("2025-12-01T03:15")
            .ok("2025-08-15T03:15")
            .logsIn("2026-03-05T10:56", "pg-1:5432")
            .every(
                    "every 150 days at 03:15",
                    "2026-04-30T03:15",
                    new After.UntilNext(),
                    new NextAccount("app_a", false))
            .seen("2026-03-05T11:00", Range.CYCLE)),
    CLOCKS_GO_FORWARD(new Sketch()
            .published(2, "app_b", "2026-03-29T00:30")
            .old(1, "app_a", "2026-03-28T12:00", "2026-03-29T00:30", Optional.of(Duration.ofHours(3)))
            .unused(2)
            .unused(1)
            .ok("2026-03-29T00:30")
            .logsIn("2026-03-29T01:10", "pg-1:5432")
            .every("every day at 02:30", "2026-03-30T02:30", new After.Grace(Duration.ofHours(3)), NextAccount.FRESH)
            .seen("2026-03-29T01:15", Range.OVERLAP)),
    CLOCKS_GO_BACK(new Sketch()
            .published(2, "app_b", "2026-10-25T01:00")
            .old(1, "app_a", "2026-10-24T12:00", "2026-10-25T01:00", Optional.of(Duration.ofHours(4)))
            .unused(2)
            .unused(1)
            .ok("2026-10-25T01:00")
            .logsIn("2026-10-25T01:10", "pg-1:5432")
            .every("every day at 02:30", "2026-10-26T02:30", new After.Grace(Duration.ofHours(4)), NextAccount.FRESH)
            .seen("2026-10-25T01:15", Range.OVERLAP));

    @SuppressWarnings("ImmutableEnumChecker") // it is, by its records and unmodifiable lists
    private final TimelineView view;

    TimelineCase(TimelineView view) {
        this.view = view;
    }

    private static After grace(int hours) {
        return new After.Grace(Duration.ofHours(hours));
    }

    /// The example of the guide: a grace of one day, one old client left.
    private static TimelineView typical() {
        return new Sketch()
                .published(3, "Qv5rT8yLc2NfWm7KaHs1PdUe9XgJbZ4B", "2026-03-05T10:00")
                .old(
                        2,
                        "B3nYd8aaaaaaaaaaaaaaaaaaaauTa2J",
                        "2026-03-04T09:00",
                        "2026-03-05T10:00",
                        Optional.of(Duration.ofHours(24)))
                .ended(
                        1,
                        "k7Qw2Zaaaaaaaaaaaaaaaaaaaa8vGjK",
                        "2026-03-02T09:00",
                        "2026-03-04T09:00",
                        "2026-03-05T09:00",
                        EndReason.GRACE_OVER,
                        0)
                .used(3, "checkout", "10.1.4.7", 4)
                .used(2, "legacy-report", "10.1.4.9", 2)
                .ok("2026-03-05T10:00")
                .failed("2026-03-05T09:20:10", "verify", "cache-2:6379")
                .ok("2026-03-04T09:00")
                .logsIn("2026-03-05T10:56", "cache-1:6379", "cache-2:6379")
                .every("every 2 days at 12:29", "2026-03-07T12:29", grace(24), NextAccount.FRESH)
                .seen("2026-03-05T11:00", Range.CYCLE);
    }

    TimelineView view() {
        return view;
    }

    /// Of its golden files.
    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
