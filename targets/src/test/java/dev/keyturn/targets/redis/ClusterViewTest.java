// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.Endpoint;
import dev.keyturn.targets.redis.Answer.Items;
import dev.keyturn.targets.redis.Answer.Text;
import dev.keyturn.targets.redis.Answer.Whole;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterViewTest {

    @Test
    void reads_members_with_their_ids() {
        var members = ClusterView.ofNodes("""
                aaa 10.0.0.1:6379@16379 myself,master - 0 0 1 connected 0-8191
                bbb 10.0.0.2:6379@16379,cache-2 slave aaa 0 1 1 connected
                ccc 10.0.0.3:6379@16379,,tls-port=0,shard-id=d00d master - 0 1 2 connected 8192-16383
                ddd fd00::7:6379@16379 master - 0 1 2 connected
                """, "cache");

        assertThat(members)
                .containsExactly(
                        member("aaa", "10.0.0.1"),
                        member("bbb", "cache-2"),
                        member("ccc", "10.0.0.3"),
                        member("ddd", "fd00::7"));
    }

    @Test
    void takes_fail_for_failed_and_not_the_suspicion_of_one_node() {
        var members = ClusterView.ofNodes("""
                aaa 10.0.0.1:6379@16379 master,fail - 0 0 1 connected
                bbb 10.0.0.2:6379@16379 master,fail? - 0 0 1 connected
                """, "cache");

        assertThat(members).extracting(Member::failed).containsExactly(true, false);
    }

    @Test
    void reaches_a_node_that_does_not_know_its_address_where_it_was_asked() {
        assertThat(ClusterView.ofNodes("aaa :6379@16379 myself,master - 0 0 1 connected\n", "cache"))
                .containsExactly(member("aaa", "cache"));
    }

    @Test
    void leaves_out_members_without_an_address() {
        assertThat(ClusterView.ofNodes("""
                        aaa :0@0 master,noaddr - 0 0 1 disconnected
                        bbb 10.0.0.2:6379@16379 handshake - 0 0 1 disconnected
                        """, "cache")).isEmpty();
    }

    @Test
    void reads_nothing_from_an_error() {
        assertThat(ClusterView.ofShards(new Answer.Failure("ERR", "ERR unknown subcommand"), "cache", false))
                .isEmpty();
    }

    @Test
    void reads_shards_and_takes_the_port_of_the_transport() {
        var shards = shards(
                "id",
                "aaa",
                "port",
                6379L,
                "tls-port",
                6380L,
                "ip",
                "10.0.0.1",
                "endpoint",
                "10.0.0.1",
                "hostname",
                "",
                "role",
                "master",
                "health",
                "online");

        assertThat(ClusterView.ofShards(shards, "cache", false))
                .extracting(Member::at)
                .containsExactly(new Endpoint("10.0.0.1", 6379));
        assertThat(ClusterView.ofShards(shards, "cache", true))
                .extracting(Member::at)
                .containsExactly(new Endpoint("10.0.0.1", 6380));
    }

    @Test
    void prefers_the_host_name_that_a_certificate_can_carry() {
        var shards = shards(
                "id", "aaa", "port", 6379L, "ip", "10.0.0.1", "endpoint", "?", "hostname", "cache-1", "health", "fail");

        assertThat(ClusterView.ofShards(shards, "cache", false))
                .containsExactly(new Member("aaa", new Endpoint("cache-1", 6379), true));
    }

    private static Member member(String id, String host) {
        return new Member(id, new Endpoint(host, 6379), false);
    }

    private static Answer shards(Object... node) {
        var fields = Arrays.stream(node)
                .map(field -> field instanceof Long number ? new Whole(number) : new Text(field.toString()))
                .map(Answer.class::cast)
                .toList();
        return new Items(List.of(new Items(List.of(
                new Text("slots"), new Items(List.of()), new Text("nodes"), new Items(List.of(new Items(fields)))))));
    }
}
