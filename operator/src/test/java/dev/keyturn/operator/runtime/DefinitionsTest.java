// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private static final String NAME = "redises.kubedb.com";

    @Test
    void works_on_kinds_that_carry_our_label() {
        var ours = definition(Map.of("app.kubernetes.io/part-of", "keyturn"));

        assertThat(Definitions.fault(NAME, Optional.of(ours), false)).isEmpty();
    }

    @Test
    void leaves_kinds_of_others_alone_unless_told_otherwise() {
        var foreign = definition(Map.of("app.kubernetes.io/part-of", "another"));
        var bare = new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .endMetadata()
                .build();

        assertThat(Definitions.fault(NAME, Optional.of(foreign), false).orElseThrow())
                .contains(NAME, "is not ours", "KEYTURN_OPERATOR_ADOPT_FOREIGN_CRDS");
        assertThat(Definitions.fault(NAME, Optional.of(bare), false)).isPresent();
        assertThat(Definitions.fault(NAME, Optional.of(foreign), true)).isEmpty();
    }

    @Test
    void says_what_to_install() {
        assertThat(Definitions.fault(NAME, Optional.empty(), true).orElseThrow())
                .contains(NAME, "not installed", "deploy/crds");
    }

    private static CustomResourceDefinition definition(Map<String, String> labels) {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .build();
    }
}
