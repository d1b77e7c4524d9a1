// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;

/// Events of the Provisioner. The same one is told once: it has the same name each time.
final class Events {
    private static final String SOURCE = "keyturn-provisioner";

    private final Cluster cluster;
    private final InstantSource clock;

    Events(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    void warn(HasMetadata about, Ground.Said said) {
        var metadata = about.getMetadata();
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String mark = HexFormat.of().toHexDigits(Objects.hash(metadata.getUid(), said.reason(), said.message()));
        cluster.create(new EventBuilder()
                .withNewMetadata()
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName() + "." + mark)
                .endMetadata()
                .withInvolvedObject(new ObjectReferenceBuilder()
                        .withApiVersion(about.getApiVersion())
                        .withKind(about.getKind())
                        .withNamespace(metadata.getNamespace())
                        .withName(metadata.getName())
                        .withUid(metadata.getUid())
                        .build())
                .withType("Warning")
                .withReason(said.reason())
                .withMessage(said.message())
                .withNewSource(SOURCE, null)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build());
    }
}
