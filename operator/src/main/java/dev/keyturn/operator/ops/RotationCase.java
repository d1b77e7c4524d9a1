// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.credential.Login;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.ops.credential.CredentialChange;
import dev.keyturn.operator.ops.credential.Method;
import dev.keyturn.operator.ops.credential.RotationOptions;
import dev.keyturn.operator.ops.credential.Source;
import dev.keyturn.operator.ops.request.Ledger;
import dev.keyturn.operator.ops.request.OpenRequest;
import dev.keyturn.operator.provision.Blueprint;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;

/// One request to change a credential, with what its steps look at: as of one turn.
///
/// @param database  paused for the request
/// @param blueprint what the database is made of
record RotationCase<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>>(
        Desk<S, D> desk, OpenRequest request, D database, Blueprint<S> blueprint, RotationOptions options) {

    Ledger ledger() {
        return request.ledger();
    }

    Words words() {
        return desk.words();
    }

    /// The nodes as they run at this moment.
    Site site() {
        return desk.engine().site(desk.cluster(), blueprint);
    }

    Method method(Site site) {
        return desk.engine().methods().of(site);
    }

    CredentialChange change(Site site) {
        var plan = new CredentialChange.Plan(began(), desk.timeout(request), options, proved(), this::warned);
        return new CredentialChange(desk.tools(), request, desk.subject(request), method(site), plan);
    }

    /// The pair that clients read now.
    Login published(Site site) {
        return change(site).known().getFirst();
    }

    /// `3/3 nodes`, of those that there should be: fewer never are enough.
    String nodes() {
        int all = desk.engine().parts().pods(blueprint.spec());
        return all + "/" + all + " " + words().nodes();
    }

    /// The Secret that clients read once the candidate is published.
    String secret() {
        return Source.of(request.spec())
                .supplied()
                .or(blueprint::authSecret)
                .orElseThrow(() -> new IllegalStateException("a database without passwords has none to change"));
    }

    /// `Redis shop/orders-cache`.
    String title() {
        return desk.subject(request).toString();
    }

    /// Whether the step that is open has had its time.
    boolean isOver() {
        return !desk.now().isBefore(began().plus(desk.timeout(request)));
    }

    Pace again(String why) {
        return desk.again(request, why);
    }

    /// A driver that changes a password without the hold begins its sentence with that.
    private void warned(String text) {
        String reason = text.startsWith("hold skipped") ? "HoldSkipped" : "Warned";
        desk.announcer().warnBoth(request.seen(), database, reason, text);
    }

    private Instant began() {
        return StepTime.began(ledger(), Repetition.of(request).since());
    }

    private String proved() {
        return words().patched().isPresent()
                ? "New password live on " + nodes() + ", verified over the pod IP, published in Secret " + secret()
                : "Rehearsed, swapped and verified on " + nodes() + " over the pod IP";
    }
}
