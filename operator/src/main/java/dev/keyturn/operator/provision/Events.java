// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Events of the Provisioner. The same one is told once: it has the same name each time. Telling never fails: who tells
/// of something goes on when nobody can be told.
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final String SOURCE = "keyturn-provisioner";

    private final Cluster cluster;
    private final InstantSource clock;

    public Events(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /// Something that a person should look at.
    public void warn(HasMetadata about, Ground.Said said) {
        tell(about, "Warning", said, said.message());
    }

    /// The same, told once an occasion, whatever its message says in detail.
    ///
    /// @param occasion another text each time that it is to be told again, such as the number of a day
    public void warn(HasMetadata about, Ground.Said said, String occasion) {
        tell(about, "Warning", said, occasion);
    }

    /// Something that belongs to the usual course, told once an occasion.
    public void tell(HasMetadata about, Ground.Said said, String occasion) {
        tell(about, "Normal", said, occasion);
    }

    private void tell(HasMetadata about, String type, Ground.Said said, String occasion) {
        var metadata = about.getMetadata();
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String mark = HexFormat.of().toHexDigits(Objects.hash(metadata.getUid(), said.reason(), occasion));
        var event = new EventBuilder()
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
                .withType(type)
                .withReason(said.reason())
                .withMessage(said.message())
                .withNewSource(SOURCE, null)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
        try {
            cluster.create(event);
        } catch (KubernetesClientException e) {
            LOG.atWarn()
                    .addKeyValue("about", metadata.getName())
                    .addKeyValue("reason", said.reason())
                    .addKeyValue("code", e.getCode())
                    .log("an event could not be written");
        }
    }
}
