// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.target.TargetException;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.ops.credential.CourseConditions;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.Shortfall;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/// One turn of a request that changes the credential of its database (contract §8.4). It goes on at the first step that
/// is not done, as far as it can now; what is done stands in the request's conditions and in the objects themselves.
final class RotateAuth<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    private final RotationCase<S, D> rotation;

    RotateAuth(RotationCase<S, D> rotation) {
        this.rotation = rotation;
    }

    Pace turn() {
        if (!rotation.ledger().isTrue(CourseConditions.UPDATE)) {
            var change = new ChangeStep<>(rotation);
            Optional<Pace> open = rotation.request().isLeaving() ? change.undone() : change.pursued();
            if (open.isPresent()) {
                return open.orElseThrow();
            }
        }
        return derived().or(this::pods).orElseGet(() -> new RetireStep<>(rotation).turn());
    }

    /// Step 6: what follows from a published pair.
    private Optional<Pace> derived() {
        var desk = rotation.desk();
        Optional<D> database = desk.database(rotation.request());
        if (database.isEmpty()) {
            return Optional.of(Pace.SOON);
        }
        desk.afterwards().settle(database.orElseThrow());
        Optional<String> condition = rotation.words().patched();
        if (condition.isEmpty() || rotation.ledger().isTrue(condition.orElseThrow())) {
            return Optional.empty();
        }
        Site site = rotation.site();
        try {
            desk.engine().derived().settle(site, rotation.published(site));
        } catch (TargetException silence) {
            return Optional.of(
                    rotation.again(silence.node().map(at -> at + ": ").orElse("") + silence.sentence()));
        }
        rotation.request()
                .write(rotation.ledger()
                        .without(CourseConditions.RETRYING)
                        .done(condition.orElseThrow(), "Boot state and masterauth updated", desk.now()));
        return Optional.empty();
    }

    /// Steps 7 and 8. Who deletes a request wants no pod to be restarted by it any more.
    private Optional<Pace> pods() {
        if (rotation.request().isLeaving()) {
            return Optional.empty();
        }
        Optional<D> database = rotation.desk().database(rotation.request());
        if (database.isEmpty()) {
            return Optional.of(Pace.SOON);
        }
        try {
            Blueprint<S> now =
                    rotation.desk().engine().blueprint(rotation.desk().cluster(), database.orElseThrow());
            return new PodRefresh<>(
                            rotation.desk(),
                            rotation.request(),
                            now,
                            rotation.published(rotation.site()),
                            () -> rotation.change(rotation.site()).repair())
                    .turn(rotation.options().restart());
        } catch (Shortfall shortfall) {
            return Optional.of(rotation.again(String.valueOf(shortfall.getMessage())));
        }
    }
}
