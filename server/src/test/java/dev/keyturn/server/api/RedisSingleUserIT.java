// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.RunningServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One Redis user whose password changes, with the one before beside it.
class RedisSingleUserIT {

    private final RotationWorld world = new RotationWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void keeps_its_name_and_two_passwords_and_never_a_third() {
        String id = world.rotation(body -> body.put("rotationMode", "single-user"));
        JsonNode first = world.sets(id);
        int users = world.accounts().size();

        Answer once = world.rotate(id);
        JsonNode second = world.sets(id);
        Answer twice = world.rotate(id);
        JsonNode third = world.sets(id);

        assertThat(once.status()).isEqualTo(200);
        assertThat(twice.status()).isEqualTo(200);
        assertThat(second).allMatch(set -> set.path("username").equals(first.at("/0/username")));
        assertThat(second).hasSize(2).extracting(set -> set.path("password")).doesNotHaveDuplicates();
        assertThat(world.accounts()).hasSize(users);
        assertThat(world.logsIn(first.get(0))).isFalse();
        assertThat(world.logsIn(second.get(1))).isTrue();
        assertThat(world.logsIn(third.get(0))).isTrue();
        assertThat(passwords(third.at("/0/username").asText())).isEqualTo(2);
    }

    private int passwords(String user) {
        var pairs = world.redis.admin("ACL", "GETUSER", user).items();
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).text().equals("passwords")) {
                return pairs.get(i + 1).items().size();
            }
        }
        throw new AssertionError("the server says nothing about passwords");
    }
}
