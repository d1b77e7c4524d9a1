// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.timeline.History.After;
import dev.keyturn.server.timeline.History.NextAccount;
import dev.keyturn.server.timeline.History.ScheduleFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Reads what comes next, when, and what becomes of the published set then.
final class ScheduleReading {
    /// In one account these engines know one password at a time.
    private static final List<String> ONE_PASSWORD = List.of("postgres-credentials", "mssql-credentials");

    private ScheduleReading() {}

    static ScheduleFacts facts(RotationAnswers said, ZoneId zone) {
        Answer rotation = said.rotation();
        boolean automatic = rotation.flag("isAutoRotationEnabled");
        return new ScheduleFacts(
                automatic,
                rotation.time("nextRotationAt"),
                automatic ? ScheduleWords.of(rotation, zone) : "",
                after(said),
                account(said),
                reminder(rotation).filter(_ -> !automatic));
    }

    /// People are reminded when the interval has passed since the last rotation (contract §13.4).
    private static Optional<Instant> reminder(Answer rotation) {
        return rotation.time("lastRotatedAt")
                .map(last -> last.plus(Duration.ofDays(rotation.whole("rotationInterval"))));
    }

    private static After after(RotationAnswers said) {
        Optional<Duration> grace = said.rotation().number("gracePeriodSeconds").map(Duration::ofSeconds);
        if (isReplacedInPlace(said) || grace.filter(Duration::isZero).isPresent()) {
            return new After.AtOnce();
        }
        return grace.<After>map(After.Grace::new).orElseGet(After.UntilNext::new);
    }

    /// Some servers of other engines know one password as well, which their last set shows.
    private static boolean isReplacedInPlace(RotationAnswers said) {
        return said.isSingleUser()
                && (ONE_PASSWORD.contains(said.rotation().text("type"))
                        || said.sets().list("sets").stream()
                                .flatMap(set -> set.optional("endReason").stream())
                                .findFirst()
                                .filter("replaced-in-place"::equals)
                                .isPresent());
    }

    private static NextAccount account(RotationAnswers said) {
        Answer parameters = said.rotation().in("parameters");
        Optional<String> first = parameters.optional("username1");
        if (said.isSingleUser()) {
            return new NextAccount(first.or(() -> published(said)).orElse("the same user"), false);
        }
        if (first.isEmpty()) {
            return NextAccount.FRESH;
        }
        String next = said.rotation().whole("activeIndex") == 0 ? parameters.text("username2") : first.get();
        return new NextAccount(next, said.sets().list("sets").size() == 1 && said.version() == 1);
    }

    private static Optional<String> published(RotationAnswers said) {
        return said.sets().list("sets").stream()
                .filter(set -> set.whole("credentialVersion") == said.version())
                .flatMap(set -> set.optional("username").stream())
                .findFirst();
    }
}
