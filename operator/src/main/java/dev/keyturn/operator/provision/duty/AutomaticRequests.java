// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.duty;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.ops.Apply;
import dev.keyturn.operator.crd.ops.DatabaseRef;
import dev.keyturn.operator.crd.ops.OpsPhase;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import dev.keyturn.operator.crd.ops.OpsRequestStatus;
import dev.keyturn.operator.crd.ops.OpsType;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Offshoots;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The `RotateAuth` requests of one database, those of people and our own.
final class AutomaticRequests {
    private static final String SUFFIX = "-rotate-auth-auto";
    private static final String TYPE = "app.kubernetes.io/type";
    private static final String ROTATE_AUTH = "rotate-auth";
    /// Of the name of an object; what is named after a request has to fit, too.
    private static final int LONGEST = 253 - "-keyturn-intent".length();

    private static final Set<OpsPhase> ENDED = EnumSet.of(OpsPhase.SUCCESSFUL, OpsPhase.FAILED, OpsPhase.SKIPPED);

    private final Cluster cluster;
    private final Offshoots names;

    /// @param names of the database
    AutomaticRequests(Cluster cluster, Offshoots names) {
        this.cluster = cluster;
        this.names = names;
    }

    /// What has become of them.
    ///
    /// @param kind       any request of the engine
    /// @param activeFrom since when the password is the published one: what came before is not about it
    AutoRotation.Past past(CustomResource<OpsRequestSpec, OpsRequestStatus> kind, Instant activeFrom) {
        @SuppressWarnings("unchecked") // the class of such a request
        var type = (Class<CustomResource<OpsRequestSpec, OpsRequestStatus>>) kind.getClass();
        return past(found(type).toList(), activeFrom);
    }

    /// @param requests of the database, of no other type
    static AutoRotation.Past past(
            List<? extends CustomResource<OpsRequestSpec, OpsRequestStatus>> requests, Instant activeFrom) {
        boolean open = requests.stream()
                .anyMatch(request -> !phase(request).filter(ENDED::contains).isPresent());
        List<Instant> ended = requests.stream()
                .filter(request -> isAutomatic(request) && !created(request).isBefore(activeFrom))
                .filter(request -> phase(request)
                        .filter(phase -> phase != OpsPhase.SUCCESSFUL)
                        .filter(ENDED::contains)
                        .isPresent())
                .map(AutomaticRequests::ended)
                .toList();
        return new AutoRotation.Past(open, ended);
    }

    /// Makes the request of a date.
    ///
    /// @param blank a request of the engine with nothing in it
    /// @return its name; empty if it was there already
    Optional<String> create(CustomResource<OpsRequestSpec, OpsRequestStatus> blank, Instant due) {
        String name = name(names.database(), due);
        Map<String, String> labels = names.selector();
        labels.put(TYPE, ROTATE_AUTH);
        blank.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(names.namespace())
                .withLabels(labels)
                .build());
        blank.setSpec(new OpsRequestSpec(
                new DatabaseRef(names.database()),
                OpsType.ROTATE_AUTH,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Apply.IF_READY),
                Optional.empty()));
        return cluster.create(blank) ? Optional.of(name) : Optional.empty();
    }

    /// The database's part is cut, never the rest.
    static String name(String database, Instant due) {
        String end = "-" + due.getEpochSecond() + SUFFIX;
        return database.substring(0, Math.min(database.length(), LONGEST - end.length())) + end;
    }

    private <R extends CustomResource<OpsRequestSpec, OpsRequestStatus>> Stream<R> found(Class<R> type) {
        return cluster.list(type, names.namespace(), Map.of()).stream()
                .filter(request -> request.getSpec().type() == OpsType.ROTATE_AUTH)
                .filter(request -> request.getSpec().databaseRef().name().equals(names.database()));
    }

    private static boolean isAutomatic(CustomResource<?, ?> request) {
        Map<String, String> labels =
                Optional.ofNullable(request.getMetadata().getLabels()).orElse(Map.of());
        return request.getMetadata().getName().endsWith(SUFFIX) && ROTATE_AUTH.equals(labels.get(TYPE));
    }

    private static Optional<OpsPhase> phase(CustomResource<OpsRequestSpec, OpsRequestStatus> request) {
        return Optional.ofNullable(request.getStatus()).flatMap(OpsRequestStatus::phase);
    }

    private static Instant created(CustomResource<?, ?> request) {
        return Instant.parse(request.getMetadata().getCreationTimestamp());
    }

    /// The time of its last condition.
    private static Instant ended(CustomResource<OpsRequestSpec, OpsRequestStatus> request) {
        return request.getStatus().conditions().stream()
                .map(Condition::lastTransitionTime)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> created(request));
    }
}
