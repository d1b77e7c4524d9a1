// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.History.NextAccount;
import dev.keyturn.server.timeline.Lane.Account;
import dev.keyturn.server.timeline.Lane.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The set that the next rotation makes.
final class PlannedLane {
    private PlannedLane() {}

    /// Empty if it would begin after the window, or if a candidate has its number already.
    static Optional<Lane> of(Scene scene) {
        Optional<Integer> last = scene.history().current().map(History.SetFacts::version);
        if (scene.history().candidate().isPresent() || last.isEmpty()) {
            return Optional.empty();
        }
        return scene.nextAt()
                .filter(at -> at.isBefore(scene.window().to()))
                .map(at -> lane(scene, Version.of(last.get() + 1), at));
    }

    private static Lane lane(Scene scene, Version version, Instant at) {
        NextAccount account = scene.history().schedule().next();
        return new Lane(
                version,
                Account.of(account.name()),
                new Word.Planned(account.untouched()),
                List.of(Span.of(Kind.PLANNED, at, scene.window().to())),
                End.PLAIN,
                new Use.Unasked(),
                new Until.PlannedFrom(at, scene.history().schedule().rule()));
    }
}
