// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A rotation gets another connection (K29).
@Tag("thorough")
@ParameterizedClass
@EnumSource(Store.class)
class NewConnectionRowsIT {

    private final Stage stage;

    NewConnectionRowsIT(Store store) {
        stage = Stage.shared(store, "new-connection-rows");
    }

    @Test
    void row_31_another_way_to_the_same_redis_is_applied() {
        var rotation = stage.rotation("r31-same");
        var published = rotation.published();
        String other = stage.project().connection("r31-same", stage.redis().port(), Stage.ROTATOR);

        assertThat(rotation.patch("{\"connectionId\": %s}", other))
                .isOk()
                .has("/secretRotation/connectionId", other)
                .has("/secretRotation/connection/name", "r31-same");

        assertThat(rotation.published()).isEqualTo(published);
        assertThat(rotation.rotate()).isOk();
        assertThat(stage.logsIn(rotation.published())).isTrue();
    }

    @Test
    void row_31_another_redis_is_refused_and_nothing_changes() {
        var rotation = stage.rotation("r31-other");
        var before = rotation.resource();
        try (var elsewhere =
                RedisServer.start(RedisSetup.with(RedisBinary.chosen()).account(Stage.ROTATOR))) {
            String other = stage.project().connection("r31-other", elsewhere.port(), Stage.ROTATOR);

            assertThat(rotation.patch("{\"connectionId\": %s, \"rotationInterval\": 9}", other))
                    .isBadRequest()
                    .says("r31-other");
        }

        assertThat(rotation.resource()).isEqualTo(before);
    }
}
