// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.target.Deadline;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.ops.credential.CourseConditions;
import dev.keyturn.operator.ops.credential.CredentialChange;
import dev.keyturn.operator.ops.credential.CredentialChange.Standing;
import dev.keyturn.operator.ops.credential.Reason;
import dev.keyturn.operator.ops.request.Ledger;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Steps 3 to 5: from a look at the nodes to a published pair that was seen to log in on each of them, or to the end of
/// the request with the former pair live.
final class ChangeStep<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    private static final int CONTRADICTIONS = 3;
    private static final Duration ASKING = Duration.ofSeconds(10);
    /// To try once more would lead to the same end.
    private static final Set<Reason> FINAL =
            EnumSet.of(Reason.SOURCE_SECRET_CHANGED, Reason.DATABASE_DELETED, Reason.REQUEST_DELETED);

    private final RotationCase<S, D> rotation;
    private final Desk<S, D> desk;
    private final Ending<S, D> ending;

    ChangeStep(RotationCase<S, D> rotation) {
        this.rotation = rotation;
        this.desk = rotation.desk();
        this.ending = new Ending<>(desk, rotation.request());
    }

    /// @return empty to go on with the next step
    Optional<Pace> pursued() {
        Site site = rotation.site();
        CredentialChange change = rotation.change(site);
        if (!change.hasBegun()) {
            var deadline = Deadline.at(desk.now().plus(ASKING), desk.clock());
            Optional<Pace> waits = waiting(new Readiness(desk.engine().driver(), site, change.known(), deadline).look())
                    .or(this::older);
            if (waits.isPresent()) {
                return waits;
            }
        }
        return outcome(change.pursue());
    }

    /// The request is being deleted: what is not published is taken back, what is published is finished.
    Optional<Pace> undone() {
        CredentialChange change = rotation.change(rotation.site());
        return outcome(change.undo(Reason.REQUEST_DELETED, "the request was deleted"));
    }

    private Optional<Pace> waiting(Readiness.Finding finding) {
        return switch (finding) {
            case Readiness.Finding.Fine() -> Optional.empty();
            case Readiness.Finding.Unknown(String why) -> Optional.of(contradicted(why));
            case Readiness.Finding.NotYet(String why) ->
                Optional.of(
                        rotation.isOver()
                                ? ending.failed(
                                        CourseConditions.UPDATE,
                                        Reason.PREFLIGHT_FAILED,
                                        "Nothing was changed: " + why + "; mend that and make a new request")
                                : rotation.again(why));
        };
    }

    /// A password that a former request left to its grace goes before another one comes.
    private Optional<Pace> older() {
        return desk.engine()
                .ahead()
                .settle(rotation.database())
                .flatMap(why -> waiting(new Readiness.Finding.NotYet(why)));
    }

    /// A node refuses every pair that we know; that may pass, and after three turns it does not.
    private Pace contradicted(String why) {
        Instant next = desk.now().plus(Pace.STEP.after().orElseThrow());
        Ledger ledger = CourseConditions.contradicted(rotation.ledger(), why, desk.now(), next);
        if (CourseConditions.contradictions(ledger) >= CONTRADICTIONS) {
            return ending.failed(CourseConditions.UPDATE, Reason.CREDENTIAL_UNKNOWN, unknown(why));
        }
        rotation.request().write(ledger);
        return Pace.STEP;
    }

    private static String unknown(String why) {
        return "Nothing was changed: " + why
                + "; make a request with apply: Always and a secretRef to a Secret with the"
                + " pair that is live, or set the published password on the nodes by hand";
    }

    private Optional<Pace> outcome(Standing standing) {
        return switch (standing) {
            case Standing.Published(), Standing.Retired() -> published();
            case Standing.Open(Optional<String> why) ->
                Optional.of(why.map(rotation::again).orElse(Pace.SOON));
            case Standing.Undone(Reason reason, String why) -> Optional.of(undone(reason, why));
            case Standing.Stuck(Reason reason, String why) ->
                Optional.of(ending.failed(
                        CourseConditions.UPDATE, reason, reason == Reason.CREDENTIAL_UNKNOWN ? unknown(why) : why));
        };
    }

    private Optional<Pace> published() {
        desk.announcer()
                .tellBoth(
                        rotation.request().seen(),
                        rotation.database(),
                        "CredentialPublished",
                        "The new pair of " + rotation.title() + " is published in Secret " + rotation.secret());
        desk.cluster()
                .get(Secret.class, rotation.request().namespace(), rotation.secret())
                .filter(secret -> Boolean.TRUE.equals(secret.getImmutable()))
                .ifPresent(_ -> desk.announcer()
                        .warnBoth(
                                rotation.request().seen(),
                                rotation.database(),
                                "PreviousNotRecorded",
                                "Secret " + rotation.secret() + " is immutable, so the previous pair is not in it"));
        return Optional.empty();
    }

    private Pace undone(Reason reason, String why) {
        var repetition = Repetition.of(rotation.request());
        boolean again = !FINAL.contains(reason)
                && !rotation.isOver()
                && repetition.count() < rotation.request().spec().maxRetries().orElse(1);
        if (!again) {
            return ending.failed(
                    CourseConditions.UPDATE,
                    reason,
                    "Nothing was published, and the former password is live on every node: " + why);
        }
        repetition.once(rotation.request(), desk.now());
        rotation.request().write(rotation.ledger().without(CourseConditions.UPDATE));
        return rotation.again(why);
    }
}
