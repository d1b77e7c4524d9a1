// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.petset;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    @Test
    void a_forbidden_change_of_the_spec_is_one_of_an_immutable_field() {
        var refused =
                Refusals.of(failure(status(422, "FieldValueForbidden", "spec"))).orElseThrow();

        assertThat(refused.reason()).isEqualTo("ImmutableField");
        assertThat(refused.message()).contains("volumeClaimTemplates", "nothing was changed");
    }

    @Test
    void anything_else_that_the_server_does_not_take_is_said_in_its_words() {
        var refused = Refusals.of(failure(status(422, "FieldValueInvalid", "spec.template.metadata.labels")))
                .orElseThrow();

        assertThat(refused.reason()).isEqualTo("Invalid");
        assertThat(refused.message()).contains("labels do not match");
    }

    @Test
    void what_may_be_taken_when_asked_again_is_no_refusal() {
        assertThat(Refusals.of(failure(status(409, "Conflict", "spec")))).isEmpty();
        assertThat(Refusals.of(failure(status(500, "InternalError", "spec")))).isEmpty();
    }

    private static KubernetesClientException failure(Status status) {
        return new KubernetesClientException(status);
    }

    private static Status status(int code, String reason, String field) {
        return new StatusBuilder()
                .withCode(code)
                .withMessage("labels do not match")
                .withNewDetails()
                .addNewCause()
                .withReason(reason)
                .withField(field)
                .endCause()
                .endDetails()
                .build();
    }
}
