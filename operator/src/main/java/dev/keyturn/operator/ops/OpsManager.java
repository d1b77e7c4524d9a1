// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.admission.ClusterView;
import dev.keyturn.operator.admission.Request;
import dev.keyturn.operator.admission.RequestRules;
import dev.keyturn.operator.admission.Stages;
import dev.keyturn.operator.admission.Verdict;
import dev.keyturn.operator.crd.database.DatabasePhase;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.crd.ops.Apply;
import dev.keyturn.operator.crd.ops.OpsPhase;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import dev.keyturn.operator.crd.ops.OpsRequestStatus;
import dev.keyturn.operator.crd.ops.OpsType;
import dev.keyturn.operator.ops.credential.Reason;
import dev.keyturn.operator.ops.credential.RotationOptions;
import dev.keyturn.operator.ops.request.OpenRequest;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks after the requests of one engine (contract §7.3): which of them begins, which waits, and which is worked on.
/// Each turn reads what it needs anew, and leaves nothing behind but in the cluster.
final class OpsManager<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    private final Desk<S, D> desk;

    OpsManager(Desk<S, D> desk) {
        this.desk = desk;
    }

    /// One turn of one request.
    ///
    /// @param cached as it was seen by watching
    Pace turn(CustomResource<OpsRequestSpec, OpsRequestStatus> cached) {
        var request = new OpenRequest(desk.client(), desk.cluster(), cached);
        if (request.isOver() && !request.isHeld()) {
            return Pace.NEVER;
        }
        request.reload();
        if (request.isOver()) {
            return new Ending<>(desk, request).clear();
        }
        if (request.phase().filter(OpsPhase.PROGRESSING::equals).isPresent()) {
            return new Progressing<>(desk, request).turn();
        }
        return request.isLeaving() ? Pace.NEVER : waiting(request);
    }

    private Pace waiting(OpenRequest request) {
        Optional<D> database = desk.database(request);
        boolean ready = database.map(CustomResource::getStatus)
                .flatMap(DatabaseStatus::phase)
                .filter(DatabasePhase.READY::equals)
                .isPresent();
        return switch (new Queue(entries(request), ready || database.isEmpty()).turnOf(request.name())) {
            case Queue.Turn.Begin() -> begin(request, database);
            case Queue.Turn.Skip(String winner) -> skipped(request, winner);
            case Queue.Turn.Wait(String why) -> {
                if (request.phase().isEmpty()) {
                    request.write(OpsPhase.PENDING, request.ledger());
                    desk.announcer().tell(request.seen(), "Waiting", "Pending: " + why);
                }
                yield Pace.TURN;
            }
            case Queue.Turn.GoOn(), Queue.Turn.Over() -> Pace.AT_ONCE;
        };
    }

    private List<Queue.Entry> entries(OpenRequest request) {
        String database = request.spec().databaseRef().name();
        return desk.cluster().list(desk.engine().requests(), request.namespace(), Map.of()).stream()
                .filter(other -> other.getSpec().databaseRef().name().equals(database))
                .map(OpsManager::entry)
                .toList();
    }

    private static Queue.Entry entry(CustomResource<OpsRequestSpec, OpsRequestStatus> request) {
        return new Queue.Entry(
                request.getMetadata().getName(),
                request.getSpec().type(),
                Instant.parse(request.getMetadata().getCreationTimestamp()),
                OpenRequest.phase(request),
                request.getSpec().apply().filter(Apply.ALWAYS::equals).isPresent());
    }

    private Pace skipped(OpenRequest request, String winner) {
        String message = winner + " is newer and of the same type";
        request.write(OpsPhase.SKIPPED, request.ledger().done(Words.SKIPPED, message, desk.now()));
        desk.announcer().tell(request.seen(), Words.SKIPPED, message);
        return Pace.NEVER;
    }

    /// Every rule is asked again: no webhook may have been there, and Secrets change.
    private Pace begin(OpenRequest request, Optional<D> database) {
        var asked = Request.of(desk.engine().name(), request.seen(), request.spec());
        Verdict verdict = RequestRules.judge(asked, new ClusterView(desk.client()).around(asked));
        if (!verdict.isAccepted() || database.isEmpty()) {
            boolean isThere = RequestRules.isImplemented(request.spec())
                    && database.flatMap(found -> Stages.missing(found.getSpec()))
                            .isEmpty();
            return refused(request, isThere ? Reason.PREFLIGHT_FAILED : Reason.NOT_SUPPORTED, verdict.reason());
        }
        if (desk.options(request, database.orElseThrow()) instanceof RotationOptions.Reading.Bad(List<String> faults)) {
            return refused(request, Reason.PREFLIGHT_FAILED, String.join("; ", faults));
        }
        boolean rotates = request.spec().type() == OpsType.ROTATE_AUTH;
        String type = rotates ? "RotateAuth" : "Restart";
        String message = (rotates ? "Rotation of " : "Restart of ") + desk.subject(request) + " started";
        request.write(OpsPhase.PROGRESSING, request.ledger().done(type, message, desk.now()));
        desk.words().beginning().ifPresent(reason -> desk.announcer().tell(request.seen(), reason, message));
        return new Progressing<>(desk, request).turn();
    }

    private Pace refused(OpenRequest request, Reason reason, String why) {
        String message = "Nothing was changed: " + why;
        request.write(
                OpsPhase.FAILED,
                request.ledger().with(Words.FAILED, "True", Optional.of(reason.text()), message, desk.now()));
        desk.announcer().events().warning(request.seen(), Words.FAILED, message);
        return Pace.NEVER;
    }
}
