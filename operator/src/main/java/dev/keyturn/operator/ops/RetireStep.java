// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.credential.Shape;
import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.ops.credential.CredentialChange.Standing;
import dev.keyturn.operator.ops.credential.Reason;
import dev.keyturn.operator.runtime.FailPoints;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Step 9, the end of the former password, or the promise of its end; and with it the end of the request.
final class RetireStep<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    private final RotationCase<S, D> rotation;
    private final Desk<S, D> desk;

    RetireStep(RotationCase<S, D> rotation) {
        this.rotation = rotation;
        this.desk = rotation.desk();
    }

    /// A node may have come back without the published pair since that was proved: no end before it has it again.
    Pace turn() {
        Site site = rotation.site();
        Optional<String> refusal = rotation.change(site).repair();
        if (refusal.isPresent()) {
            return rotation.again(refusal.orElseThrow());
        }
        boolean overlaps = rotation.method(site).shape() == Shape.IN_PLACE_OVERLAPPING;
        if (overlaps && !rotation.options().gracePeriod().isZero()) {
            Instant until = seconds(desk.now().plus(rotation.options().gracePeriod()));
            return over(Optional.of(until), "the previous password is accepted until " + until);
        }
        FailPoints.reached("before-retire");
        Standing standing = rotation.change(site).retire();
        if (standing instanceof Standing.Retired) {
            return retired();
        }
        Optional<String> why = standing instanceof Standing.Open(Optional<String> said) ? said : Optional.empty();
        return rotation.isOver()
                ? later(why.orElse("no answer yet"))
                : why.map(rotation::again).orElse(Pace.SOON);
    }

    private Pace retired() {
        desk.announcer()
                .tellBoth(
                        rotation.request().seen(),
                        rotation.database(),
                        "PreviousCredentialRetired",
                        "The previous password of " + rotation.title() + " is refused on " + rotation.nodes());
        return over(Optional.empty(), "the previous password is refused on " + rotation.nodes());
    }

    /// A node that does not answer holds no request up: the Provisioner goes on with it.
    private Pace later(String why) {
        desk.announcer()
                .warnBoth(
                        rotation.request().seen(),
                        rotation.database(),
                        "RetireDelayed",
                        "The previous password of " + rotation.title() + " is not refused everywhere yet: " + why);
        return over(
                Optional.of(seconds(desk.now())),
                "the previous password is not refused everywhere yet; that goes on: " + why);
    }

    /// @param until the former password may still be accepted
    private Pace over(Optional<Instant> until, String previous) {
        Optional<Instant> drop = rotation.options()
                .previousRetention()
                .map(time -> seconds(desk.now().plus(time)));
        desk.database(rotation.request()).ifPresent(now -> desk.afterwards().gates(now, until, drop));
        var ending = new Ending<>(desk, rotation.request());
        String step = rotation.words().restart();
        if (rotation.request().isLeaving()) {
            return ending.failed(
                    step,
                    Reason.REQUEST_DELETED,
                    "The request was deleted after the new password was published: that is live, " + previous
                            + ", and pods keep their environment until they restart");
        }
        Optional<String> stuck = rotation.ledger()
                .of(step)
                .filter(said -> said.reason().equals(Optional.of(Reason.RESTART_TIMED_OUT.text())))
                .flatMap(Condition::message);
        return stuck.isPresent()
                ? ending.failed(
                        step,
                        Reason.RESTART_TIMED_OUT,
                        "The password is rotated and published, and " + previous + "; " + stuck.orElseThrow()
                                + "; no new RotateAuth is needed")
                : ending.successful("Rotation finished; " + previous);
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
