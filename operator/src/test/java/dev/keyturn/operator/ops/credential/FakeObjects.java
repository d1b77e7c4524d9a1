// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.LeaseLost;
import dev.keyturn.core.rotation.RotationId;
import java.time.Instant;
import java.util.Optional;

/// The objects of one request in memory, as an API server keeps them: a write that rests on an old look is
/// refused. They outlive the workers that write to them.
final class FakeObjects {
    static final RotationId ID = new RotationId("0b7c7f6e-0000-4000-8000-000000000001");

    private long revision = 1;
    private Optional<Intent> intent = Optional.empty();
    private Intent.Pair published;
    private Instant publishedAt;
    private Course course = Course.PURSUED;
    private int contradictions;
    private Optional<Failure> trouble = Optional.empty();
    private boolean mayRetire;
    private int publications;

    private final Instant startedAt;

    FakeObjects(Intent.Pair published, Instant startedAt) {
        this.published = published;
        this.publishedAt = startedAt.minusSeconds(3600);
        this.startedAt = startedAt;
    }

    Sight look() {
        return new Sight(
                revision, startedAt, intent, published, publishedAt, course, contradictions, trouble, mayRetire);
    }

    Intent open(Intent wanted) {
        if (intent.isEmpty()) {
            intent = Optional.of(wanted);
            revision++;
        }
        return intent.orElseThrow();
    }

    void publish(Sight seen, Intent candidate, Instant now) {
        requireUnchanged(seen);
        published = candidate.candidate();
        publishedAt = now;
        publications++;
        revision++;
    }

    void note(Sight seen, RequestObjects.Note note) {
        requireUnchanged(seen);
        course = note.course();
        contradictions = note.contradictions();
        trouble = note.trouble();
        revision++;
    }

    /// The shell has done what lies between publication and retirement.
    void letRetire() {
        if (publications > 0 && !mayRetire) {
            mayRetire = true;
            revision++;
        }
    }

    /// Somebody else writes the Secret.
    void foreignWrite(Intent.Pair other) {
        published = other;
        revision++;
    }

    Intent.Pair published() {
        return published;
    }

    Optional<Intent> intent() {
        return intent;
    }

    Course course() {
        return course;
    }

    int publications() {
        return publications;
    }

    private void requireUnchanged(Sight seen) {
        if (seen.revision() != revision) {
            throw new LeaseLost(ID);
        }
    }
}
