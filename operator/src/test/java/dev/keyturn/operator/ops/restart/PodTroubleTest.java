// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.crd.ResourceJson;
import io.fabric8.kubernetes.api.model.Pod;
import org.junit.jupiter.api.Test;

class PodTroubleTest {

    @Test
    void a_container_that_is_started_again_and_again_crashes() {
        var pod = pod("{containerStatuses: [{name: redis, state: {waiting: {reason: CrashLoopBackOff,"
                + " message: back-off 10s}}}]}");

        assertThat(PodTrouble.isCrashing(pod)).isTrue();
        assertThat(PodTrouble.of(pod)).isEqualTo("container redis waits, CrashLoopBackOff: back-off 10s");
    }

    @Test
    void one_that_runs_before_the_others_counts() {
        assertThat(PodTrouble.isCrashing(
                        pod("{initContainerStatuses: [{name: before, state: {waiting: {reason: CrashLoopBackOff}}}]}")))
                .isTrue();
    }

    @Test
    void a_pod_that_no_node_takes_says_so() {
        var pod = pod("{conditions: [{type: PodScheduled, status: 'False', message: '0/1 nodes are available'}]}");

        assertThat(PodTrouble.isCrashing(pod)).isFalse();
        assertThat(PodTrouble.of(pod)).isEqualTo("no node takes it: 0/1 nodes are available");
    }

    @Test
    void a_pod_that_has_just_begun_says_so() {
        assertThat(PodTrouble.of(pod("{containerStatuses: [{name: redis, state: {running: {}}}]}")))
                .isEqualTo("its readiness probe has not passed yet");
        assertThat(PodTrouble.of(new Pod())).isEqualTo("its readiness probe has not passed yet");
    }

    private static Pod pod(String status) {
        return ResourceJson.serialization().unmarshal("apiVersion: v1\nkind: Pod\nstatus: " + status, Pod.class);
    }
}
