// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.crd.GoDuration;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.ops.credential.CourseConditions;
import dev.keyturn.operator.ops.credential.CredentialChange;
import dev.keyturn.operator.ops.credential.RotationOptions;
import dev.keyturn.operator.ops.request.OpenRequest;
import dev.keyturn.operator.ops.request.Subject;
import dev.keyturn.operator.ops.restart.RollingRestart;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Pausing;
import dev.keyturn.operator.runtime.OperatorConfig.Rotations;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What the requests of one engine are worked on with.
record Desk<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>>(
        OpsEngine<S, D> engine,
        Words words,
        KubernetesClient client,
        Cluster cluster,
        Announcer announcer,
        CredentialChange.Tools tools,
        RollingRestart restarts,
        Rotations settings,
        InstantSource clock) {

    Subject subject(OpenRequest request) {
        return new Subject(
                engine.parts().resource(),
                engine.name().kind(),
                request.namespace(),
                request.spec().databaseRef().name());
    }

    /// The database of a request, as it is now; empty if it does not exist, or is being deleted.
    Optional<D> database(OpenRequest request) {
        return cluster.get(
                        engine.parts().resource(),
                        request.namespace(),
                        request.spec().databaseRef().name())
                .filter(found -> found.getMetadata().getDeletionTimestamp() == null);
    }

    Afterwards afterwards() {
        return new Afterwards(cluster);
    }

    Pausing pausing() {
        return new Pausing(cluster, clock);
    }

    /// How long each step of a request may last.
    Duration timeout(OpenRequest request) {
        return request.spec().timeout().flatMap(GoDuration::value).orElse(settings.stepTimeout());
    }

    /// What a request and its database say how it is to be done.
    RotationOptions.Reading options(OpenRequest request, D database) {
        return RotationOptions.read(
                request.annotations(),
                Objects.requireNonNullElse(database.getMetadata().getAnnotations(), Map.of()),
                settings);
    }

    /// The step that is open is tried again in seconds.
    Pace again(OpenRequest request, String why) {
        Instant next = now().plus(Pace.STEP.after().orElseThrow());
        request.write(CourseConditions.again(request.ledger(), why, now(), next));
        return Pace.STEP;
    }

    Instant now() {
        return clock.instant();
    }
}
