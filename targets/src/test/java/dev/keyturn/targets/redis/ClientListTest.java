// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.targets.redis.ClientList.Entry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientListTest {

    @Test
    void reads_a_line_for_each_connection_whatever_fields_it_has() {
        var list = ClientList.of(new Answer.Text("""
                id=7 addr=10.0.0.9:51234 laddr=10.0.0.1:6379 fd=8 name=checkout age=305 idle=0 user=app lib-name= resp=2
                id=8 addr=[fd00::7]:40000 fd=9 name= age=0 user=default
                id=9 addr=/run/redis.sock:0 name=a=b age=x user=app
                """));

        assertThat(list.connections())
                .containsExactly(
                        new Entry("7", "app", "10.0.0.9", "checkout", Duration.ofSeconds(305)),
                        new Entry("8", "default", "fd00::7", "", Duration.ZERO),
                        new Entry("9", "app", "/run/redis.sock", "a=b", Duration.ZERO));
    }

    @Test
    void reads_nothing_from_an_error() {
        assertThat(ClientList.of(new Answer.Failure("NOPERM", "NOPERM no")).connections())
                .isEmpty();
    }
}
