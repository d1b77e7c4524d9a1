// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.redis.Redis;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OffshootsTest {

    @Test
    void names_and_labels_are_those_of_the_contract() {
        var names = Offshoots.of(redis("orders-cache", Map.of()));

        assertThat(List.of(
                        names.name(),
                        names.governingService(),
                        names.authSecret(),
                        names.configSecret(),
                        names.aclSecret(),
                        names.scripts(),
                        names.shard(2)))
                .containsExactly(
                        "orders-cache",
                        "orders-cache-pods",
                        "orders-cache-auth",
                        "orders-cache-abc123",
                        "orders-cache-acl-abc123",
                        "orders-cache-scripts",
                        "orders-cache-shard2");
        assertThat(names.selector())
                .isEqualTo(Map.of(
                        "app.kubernetes.io/name", "redises.kubedb.com",
                        "app.kubernetes.io/instance", "orders-cache",
                        "app.kubernetes.io/managed-by", "kubedb.com"));
        assertThat(names.labels())
                .isEqualTo(Map.of(
                        "app.kubernetes.io/name", "redises.kubedb.com",
                        "app.kubernetes.io/instance", "orders-cache",
                        "app.kubernetes.io/managed-by", "kubedb.com",
                        "app.kubernetes.io/component", "database"));
    }

    @Test
    void the_owner_is_the_database_and_controls() {
        var owner = Offshoots.of(redis("orders-cache", Map.of())).owner();

        assertThat(owner.getApiVersion()).isEqualTo("kubedb.com/v1");
        assertThat(owner.getKind()).isEqualTo("Redis");
        assertThat(owner.getName()).isEqualTo("orders-cache");
        assertThat(owner.getController()).isTrue();
        assertThat(owner.getBlockOwnerDeletion()).isTrue();
    }

    @Test
    void the_base_of_a_long_name_is_cut_and_the_suffix_kept() {
        var names = Offshoots.of(redis("a".repeat(60), Map.of()));

        assertThat(names.authSecret()).isEqualTo("a".repeat(58) + "-auth").hasSize(63);
        assertThat(names.configSecret()).isEqualTo("a".repeat(56) + "-abc123");
    }

    @Test
    void labels_of_the_user_are_copied_except_those_of_the_domain() {
        var names = Offshoots.of(redis(
                "orders-cache",
                Map.of(
                        "team", "shop",
                        "kubedb.com/role", "primary",
                        "redis.kubedb.com/shard", "0",
                        "app.kubernetes.io/instance", "other")));

        assertThat(names.labels())
                .containsEntry("team", "shop")
                .containsEntry("app.kubernetes.io/instance", "orders-cache")
                .doesNotContainKeys("kubedb.com/role", "redis.kubedb.com/shard");
    }

    @Test
    void each_engine_has_its_plural() {
        var postgres = new Postgres();
        postgres.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("orders-db")
                .withUid("u")
                .build());

        assertThat(Offshoots.of(postgres).selector()).containsEntry("app.kubernetes.io/name", "postgreses.kubedb.com");
    }

    private static Redis redis(String name, Map<String, String> labels) {
        var redis = new Redis();
        redis.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName(name)
                .withUid("11111111-2222-3333-4444-555555abc123")
                .withLabels(labels)
                .build());
        return redis;
    }
}
