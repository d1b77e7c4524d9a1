// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.junit.jupiter.api.Test;

class EventLogTest {

    @Test
    void the_same_happening_has_the_same_name_and_another_one_another() {
        var about = about("orders", "1");
        var name = EventLog.name(about, "Warning", "PlacementIgnored", "affinity");

        assertThat(EventLog.name(about, "Warning", "PlacementIgnored", "affinity"))
                .isEqualTo(name)
                .matches("orders\\.[0-9a-f]{16}");
        assertThat(EventLog.name(about, "Normal", "PlacementIgnored", "affinity"))
                .isNotEqualTo(name);
        assertThat(EventLog.name(about, "Warning", "PlacementIgnored", "other")).isNotEqualTo(name);
        assertThat(EventLog.name(about("orders", "2"), "Warning", "PlacementIgnored", "affinity"))
                .isNotEqualTo(name);
    }

    @Test
    void a_long_name_of_the_object_leaves_room_for_the_mark() {
        var name = EventLog.name(about("x".repeat(253), "1"), "Normal", "Successful", "done");

        assertThat(name).hasSizeLessThanOrEqualTo(253);
    }

    private static ConfigMap about(String name, String uid) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withUid(uid)
                .endMetadata()
                .build();
    }
}
