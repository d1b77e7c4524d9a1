// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.rotation.LeaseLost;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.crd.ops.OpsType;
import dev.keyturn.operator.ops.credential.CourseConditions;
import dev.keyturn.operator.ops.credential.CredentialChange;
import dev.keyturn.operator.ops.credential.Reason;
import dev.keyturn.operator.ops.credential.RotationOptions;
import dev.keyturn.operator.ops.request.OpenRequest;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.Pausing;
import dev.keyturn.operator.provision.Shortfall;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One turn of a request that has begun: it has its database to itself, or waits for it, and then goes on with the
/// work.
final class Progressing<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    private final Desk<S, D> desk;
    private final OpenRequest request;

    Progressing(Desk<S, D> desk, OpenRequest request) {
        this.desk = desk;
        this.request = request;
    }

    Pace turn() {
        if (!request.isLeaving()) {
            request.hold();
        }
        Optional<D> database = desk.database(request);
        if (database.isEmpty()) {
            return new Ending<>(desk, request)
                    .failed(CourseConditions.UPDATE, Reason.DATABASE_DELETED, desk.subject(request) + " was deleted");
        }
        Optional<Pace> waits = paused(database.orElseThrow());
        if (waits.isPresent()) {
            return waits.orElseThrow();
        }
        return desk.database(request).map(this::work).orElse(Pace.AT_ONCE);
    }

    /// Step 2. A request that is being deleted before it had the database has changed nothing.
    private Optional<Pace> paused(D database) {
        if (!Pausing.isHeldBy(database, request.seen()) && request.isLeaving()) {
            return Optional.of(new Ending<>(desk, request)
                    .failed(
                            CourseConditions.UPDATE,
                            Reason.REQUEST_DELETED,
                            "The request was deleted before it began"));
        }
        boolean paused = Pausing.isPausedFor(database, request.seen());
        if (!paused) {
            desk.announcer()
                    .tellBoth(request.seen(), database, desk.words().pausing(), "Pausing " + desk.subject(request));
        }
        Optional<String> why = desk.pausing().take(database, request.seen());
        if (why.isPresent()) {
            return Optional.of(desk.again(request, why.orElseThrow()));
        }
        if (!paused) {
            desk.words()
                    .paused()
                    .ifPresent(reason -> desk.announcer()
                            .tellBoth(request.seen(), database, reason, "Paused " + desk.subject(request)));
        }
        Optional<String> condition = desk.words().pause();
        if (condition.isPresent() && !request.ledger().isTrue(condition.orElseThrow())) {
            request.write(request.ledger()
                    .without(CourseConditions.RETRYING)
                    .done(condition.orElseThrow(), "Provisioning paused", desk.now()));
        }
        return Optional.empty();
    }

    private Pace work(D database) {
        try {
            Blueprint<S> blueprint = desk.engine().blueprint(desk.cluster(), database);
            var rotation = new RotationCase<>(desk, request, database, blueprint, options(database));
            return request.spec().type() == OpsType.ROTATE_AUTH
                    ? new RotateAuth<>(rotation).turn()
                    : new RestartPods<>(rotation).turn();
        } catch (Shortfall | StoreUnavailable | LeaseLost hindrance) {
            return hindered(String.valueOf(hindrance.getMessage()));
        }
    }

    /// Something of the cluster is missing: before the publication only as long as the step may last.
    private Pace hindered(String why) {
        Instant began = StepTime.began(request.ledger(), Repetition.of(request).since());
        boolean over = !desk.now().isBefore(began.plus(desk.timeout(request)));
        return over && !request.ledger().isTrue(CourseConditions.UPDATE)
                ? new Ending<>(desk, request).failed(CourseConditions.UPDATE, Reason.PREFLIGHT_FAILED, why)
                : desk.again(request, why);
    }

    /// Those that are written down. Before there is an intent they were good when the request was picked up; where
    /// somebody has spoiled them since, the operator's own hold.
    private RotationOptions options(D database) {
        return CredentialChange.decided(desk.tools(), request).orElseGet(() -> said(database));
    }

    private RotationOptions said(D database) {
        return switch (desk.options(request, database)) {
            case RotationOptions.Reading.Good(RotationOptions options) -> options;
            case RotationOptions.Reading.Bad(List<String> _) ->
                new RotationOptions(
                        desk.settings().restart(),
                        desk.settings().gracePeriod(),
                        desk.settings().previousRetention());
        };
    }
}
