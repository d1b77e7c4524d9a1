// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.crd.ops.OpsPhase;
import dev.keyturn.operator.ops.credential.CourseConditions;
import dev.keyturn.operator.ops.credential.CredentialChange;
import dev.keyturn.operator.ops.credential.Reason;
import dev.keyturn.operator.ops.request.Ledger;
import dev.keyturn.operator.ops.request.OpenRequest;
import dev.keyturn.operator.provision.Pausing;
import dev.keyturn.operator.runtime.FailPoints;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/// The end of a request, in the order that matters (contract §8.4): resume, then the phase that is final, then what it
/// held goes. After a crash in between, what is left of it is done by whoever comes next.
final class Ending<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    private final Desk<S, D> desk;
    private final OpenRequest request;

    Ending(Desk<S, D> desk, OpenRequest request) {
        this.desk = desk;
        this.request = request;
    }

    Pace successful(String message) {
        resume();
        Ledger ledger = request.ledger().without(CourseConditions.RETRYING).done(Words.SUCCESSFUL, message, desk.now());
        request.write(OpsPhase.SUCCESSFUL, ledger);
        desk.words().ended().ifPresent(reason -> desk.announcer().tell(request.seen(), reason, message));
        return clear();
    }

    /// @param step the condition of the step that did not come to its end; said already, where it is one of the
    ///             credential's
    Pace failed(String step, Reason reason, String message) {
        Ledger ledger = request.ledger().without(CourseConditions.RETRYING);
        if (!ledger.isFalse(step) && !ledger.isTrue(step)) {
            ledger = ledger.failed(step, reason.text(), message, desk.now());
        }
        resume();
        Ledger failed = ledger.with(Words.FAILED, "True", Optional.of(reason.text()), message, desk.now());
        request.write(OpsPhase.FAILED, failed);
        desk.announcer().events().warning(request.seen(), Words.FAILED, message);
        return clear();
    }

    /// What is left to do of a request whose phase is final.
    Pace clear() {
        lift();
        CredentialChange.forget(desk.tools(), request, desk.subject(request));
        request.letGo();
        return Pace.NEVER;
    }

    private void resume() {
        FailPoints.reached("before-resume");
        Optional<D> database = desk.database(request);
        if (database.filter(found -> Pausing.isHeldBy(found, request.seen())).isEmpty()) {
            return;
        }
        Words words = desk.words();
        desk.announcer().tellBoth(request.seen(), database.orElseThrow(), words.resuming(), "Resuming " + title());
        lift();
        desk.announcer().tellBoth(request.seen(), database.orElseThrow(), words.resumed(), "Resumed " + title());
    }

    private void lift() {
        desk.database(request).ifPresent(found -> desk.pausing().lift(found, request.seen()));
    }

    private String title() {
        return desk.subject(request).toString();
    }
}
