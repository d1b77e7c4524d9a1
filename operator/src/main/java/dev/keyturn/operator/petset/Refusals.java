// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.petset;

import dev.keyturn.operator.crd.petset.PetSet;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/// Why the API server keeps a PetSet from becoming a StatefulSet.
final class Refusals {
    static final String IMMUTABLE_FIELD = "ImmutableField";
    static final String INVALID = "Invalid";
    static final String NAME_TAKEN = "NameTaken";

    private static final int UNPROCESSABLE = 422;

    private Refusals() {}

    /// A StatefulSet of that name is there, and is not ours.
    static Wanted.Refused nameTaken(PetSet petSet) {
        return new Wanted.Refused(
                NAME_TAKEN,
                "There is a StatefulSet %s that this PetSet did not make. It is left alone: delete it, or give the PetSet another name."
                        .formatted(petSet.getMetadata().getName()));
    }

    /// What the server said; empty if it may say something else when asked again.
    static Optional<Wanted.Refused> of(KubernetesClientException failure) {
        if (failure.getCode() != UNPROCESSABLE) {
            return Optional.empty();
        }
        var status = Optional.ofNullable(failure.getStatus());
        if (causes(status).stream().anyMatch(Refusals::isImmutable)) {
            return Optional.of(
                    new Wanted.Refused(
                            IMMUTABLE_FIELD,
                            "A StatefulSet never changes its selector, serviceName, podManagementPolicy or volumeClaimTemplates, and nothing was changed. Take the change back, or delete the PetSet (its volumes stay) and make it anew."));
        }
        return Optional.of(new Wanted.Refused(
                INVALID,
                "The API server takes no such StatefulSet: "
                        + status.map(Status::getMessage).orElse("it does not say why")));
    }

    private static List<StatusCause> causes(Optional<Status> status) {
        return status.map(Status::getDetails).map(StatusDetails::getCauses).orElse(List.of());
    }

    private static boolean isImmutable(StatusCause cause) {
        return "FieldValueForbidden".equals(cause.getReason()) && "spec".equals(cause.getField());
    }
}
