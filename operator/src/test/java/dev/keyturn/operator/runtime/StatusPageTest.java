// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.runtime.StatusPage.Line;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    private static final Component WEBHOOK = Component.serving(ComponentName.WEBHOOK, () -> () -> {});
    private static final Component PETSET = Component.reconciling(ComponentName.PETSET);

    @Test
    void a_process_that_waits_for_the_lease_serves_the_webhook_and_is_ready() {
        var page = page(false, Optional.empty());

        assertThat(page.isReady()).isTrue();
        assertThat(page.json())
                .contains("\"leader\" : false", "\"webhook\" : {\n      \"state\" : \"active\"")
                .contains("\"petset\" : {\n      \"state\" : \"standby\"")
                .contains("\"provisioner\" : {\n      \"state\" : \"off\"");
    }

    @Test
    void an_idle_component_says_why_and_does_not_make_the_process_unready() {
        var page = page(true, Optional.empty());

        assertThat(page.isReady()).isTrue();
        assertThat(page.json())
                .contains("\"petset\" : {\n      \"state\" : \"active\"")
                .contains("\"state\" : \"idle\",\n      \"reason\" : \"not there yet\"");
    }

    @Test
    void a_leader_that_does_not_see_the_cluster_is_not_ready() {
        var page = page(true, Optional.of("A watch is broken"));

        assertThat(page.isReady()).isFalse();
        assertThat(page.json()).contains("\"ready\" : false", "A watch is broken");
    }

    private static StatusPage page(boolean leads, Optional<String> trouble) {
        return new StatusPage(
                "me",
                leads,
                trouble,
                List.of(
                        Line.off(ComponentName.PROVISIONER),
                        Line.of(Component.idle(ComponentName.OPS_MANAGER, "not there yet"), leads),
                        Line.of(PETSET, leads),
                        Line.of(WEBHOOK, leads)));
    }
}
