// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import redis.clients.jedis.Jedis;

/// The password of a Redis of one node.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class RedisRotationE2E extends RotationRows {

    RedisRotationE2E() {
        super(Engine.REDIS);
    }

    @Override
    List<String> conditions() {
        return List.of(
                "RotateAuth/RotateAuth",
                "DatabasePauseSucceeded/DatabasePauseSucceeded",
                "UpdateCredential/UpdateCredential",
                "patchedSecret/patchedSecret",
                "UpdatePetSets/UpdatePetSets",
                "RestartPods/RestartPods",
                "Successful/Successful");
    }

    @Override
    List<String> conditionsOfARestart() {
        return List.of(
                "RotateAuth/RotateAuth",
                "DatabasePauseSucceeded/DatabasePauseSucceeded",
                "UpdateCredential/UpdateCredential",
                "patchedSecret/patchedSecret",
                "UpdatePetSets/UpdatePetSets",
                "EvictPod--" + POD + "/",
                "IsPodReady--" + POD + "/",
                "RestartPods/RestartPods",
                "Successful/Successful");
    }

    @Override
    List<String> events() {
        return List.of("PauseDatabase", "CredentialPublished", "ResumeDatabase", "ResumeDatabase", "Successful");
    }

    @Test
    void from_apply_to_the_published_pair_it_takes_less_than_three_seconds() {
        assertThat(generated().untilPublished()).isLessThan(Quiet.limit(Duration.ofSeconds(3), Duration.ofSeconds(30)));
    }

    @Test
    void A11_another_user_logs_in_by_both_forms_and_goes_with_the_next_rotation() {
        cluster().create(Wanted.secret("of-admin", "admin", "Quiet-Meadow-7391"));
        orders().rotate(Wanted.live("to-admin").of("of-admin"));

        try (var jedis = new Jedis(orders().database().podAddress(POD), 6379)) {
            assertThat(jedis.auth("Quiet-Meadow-7391")).isEqualTo("OK");
            assertThat(jedis.auth("admin", "Quiet-Meadow-7391")).isEqualTo("OK");
            assertThat(jedis.ping()).isEqualTo("PONG");
        }

        cluster().create(Wanted.secret("of-default", "default", "Copper-Valley-2086"));
        orders().rotate(Wanted.live("to-default").of("of-default"));

        orders().assertRefused(orders().login("admin", "Quiet-Meadow-7391"));
        orders().assertRefused(orders().login("default", "Quiet-Meadow-7391"));
        orders().assertAccepted(orders().published());
    }
}
