// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.operator.crd.ResourceJson;
import dev.keyturn.operator.crd.appbinding.AppBinding;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.redis.Redis;
import dev.keyturn.operator.crd.redis.RedisSpec;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.EngineVersion;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.Pair;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedisEngineTest {

    private static final String STANDALONE = """
            version: "7.0.15"
            storage: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
            """;
    private static final EngineVersion VERSION = new EngineVersion("7.0.15", "redis", "redis:7.0.15", 999);
    private static final RedisEngine ENGINE = new RedisEngine((_, _, _, _) -> {
        throw new Refused(Reason.OTHER, "NONE", "this test has no nodes");
    });

    @Test
    void makes_the_children_of_a_standalone_in_the_order_of_the_contract() {
        var blueprint = blueprint(STANDALONE);

        assertThat(names(children(blueprint)))
                .containsExactly(
                        "Service/orders-cache-pods",
                        "Service/orders-cache",
                        "ServiceAccount/orders-cache",
                        "Role/orders-cache",
                        "RoleBinding/orders-cache",
                        "ConfigMap/orders-cache-scripts",
                        "PetSet/orders-cache",
                        "PodDisruptionBudget/orders-cache",
                        "AppBinding/orders-cache");
        assertThat(children(blueprint)).allSatisfy(child -> {
            assertThat(child.getMetadata().getNamespace()).isEqualTo("shop");
            assertThat(child.getMetadata().getLabels())
                    .containsAllEntriesOf(blueprint.names().labels());
            assertThat(child.getMetadata().getOwnerReferences())
                    .containsExactly(blueprint.names().owner());
        });
    }

    @Test
    void makes_a_petset_and_a_budget_for_each_shard_of_a_cluster() {
        var blueprint = blueprint(STANDALONE + "mode: Cluster\ncluster: {shards: 3, replicas: 2}\n");

        assertThat(names(children(blueprint)).filter(name -> name.contains("shard")))
                .containsExactly(
                        "PetSet/orders-cache-shard0",
                        "PodDisruptionBudget/orders-cache-shard0",
                        "PetSet/orders-cache-shard1",
                        "PodDisruptionBudget/orders-cache-shard1",
                        "PetSet/orders-cache-shard2",
                        "PodDisruptionBudget/orders-cache-shard2");
        PetSet second = one(blueprint, PetSet.class, "orders-cache-shard1");
        assertThat(second.getSpec().replicas()).contains(2);
        assertThat(second.getSpec().selector().getMatchLabels()).containsEntry("redis.kubedb.com/shard", "1");
        assertThat(second.getSpec().template().getMetadata().getLabels()).containsEntry("redis.kubedb.com/shard", "1");
        assertThat(one(blueprint, Service.class, "orders-cache-pods").getSpec().getPorts())
                .extracting(port -> port.getPort())
                .containsExactly(6379, 16379);
        assertThat(ENGINE.pods(blueprint.spec())).isEqualTo(6);
    }

    @Test
    void the_services_select_all_pods_of_the_database() {
        var blueprint = blueprint(STANDALONE + "serviceTemplates: [{alias: primary, metadata: {annotations: {a: b}},"
                + " spec: {type: NodePort, ports: [{name: primary, port: 6380, nodePort: 30080}]}}]\n");

        Service governing = one(blueprint, Service.class, "orders-cache-pods");
        assertThat(governing.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(governing.getSpec().getPublishNotReadyAddresses()).isTrue();
        Service primary = one(blueprint, Service.class, "orders-cache");
        assertThat(primary.getSpec().getSelector()).isEqualTo(blueprint.names().selector());
        assertThat(primary.getSpec().getType()).isEqualTo("NodePort");
        assertThat(primary.getMetadata().getAnnotations()).containsEntry("a", "b");
        assertThat(primary.getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("primary");
            assertThat(port.getPort()).isEqualTo(6380);
            assertThat(port.getNodePort()).isEqualTo(30080);
            assertThat(port.getTargetPort().getStrVal()).isEqualTo("db");
        });
    }

    @Test
    void the_container_has_the_environment_and_the_mounts_of_the_contract() {
        Container container = container(blueprint(STANDALONE));

        assertThat(container.getEnv())
                .extracting(RedisEngineTest::shown)
                .containsExactly(
                        "USERNAME=orders-cache-auth/username",
                        "REDISCLI_AUTH=orders-cache-auth/password",
                        "KEYTURN_ACCEPT=orders-cache-abc123/keyturn.accept",
                        "KEYTURN_MASTERAUTH=orders-cache-abc123/keyturn.masterauth",
                        "KEYTURN_USER=orders-cache-abc123/keyturn.user",
                        "REDIS_MODE=Standalone",
                        "MAJOR_REDIS_VERSION=7",
                        "KEYTURN_SERVER=redis-server",
                        "KEYTURN_CONFIG=/usr/local/etc/redis");
        assertThat(container.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/data", "/scripts", "/usr/local/etc/redis", "/run/keyturn");
        assertThat(container.getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getName()).isEqualTo("db"));
    }

    @Test
    void a_valkey_has_its_own_names() {
        var valkey = new Blueprint<>(
                spec(STANDALONE),
                offshoots(),
                new EngineVersion("8.1.1", "valkey", "valkey/valkey:8.1.1-bookworm", 999),
                Optional.of("orders-cache-auth"));

        assertThat(container(valkey).getEnv())
                .extracting(RedisEngineTest::shown)
                .contains(
                        "VALKEYCLI_AUTH=orders-cache-auth/password",
                        "MAJOR_VALKEY_VERSION=8",
                        "KEYTURN_SERVER=valkey-server",
                        "KEYTURN_CONFIG=/usr/local/etc/valkey");
    }

    @Test
    void the_pods_may_do_nothing_that_they_need_not_and_are_probed_without_a_password() {
        var template = one(blueprint(STANDALONE), PetSet.class, "orders-cache")
                .getSpec()
                .template();
        Container container = template.getSpec().getContainers().getFirst();

        assertThat(template.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertThat(template.getSpec().getServiceAccountName()).isEqualTo("orders-cache");
        assertThat(template.getSpec().getSecurityContext().getFsGroup()).isEqualTo(999);
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(container.getSecurityContext().getRunAsUser()).isEqualTo(999);
        assertThat(container.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getReadinessProbe().getTcpSocket().getPort().getStrVal())
                .isEqualTo("db");
        assertThat(container.getReadinessProbe().getExec()).isNull();
    }

    @Test
    void containers_are_merged_by_name() {
        var blueprint = blueprint(STANDALONE + """
                podTemplate:
                  metadata: {labels: {team: shop}, annotations: {note: mine}}
                  controller: {labels: {tier: cache}}
                  spec:
                    nodeSelector: {disk: fast}
                    podPlacementPolicy: {name: spread}
                    containers:
                      - name: exporter
                        image: exporter:1
                      - name: redis
                        args: ["--maxmemory", "64mb"]
                        env: [{name: MINE, value: "1"}, {name: REDIS_MODE, value: Other}]
                        resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 128Mi}}
                """);
        PetSet petSet = one(blueprint, PetSet.class, "orders-cache");
        var pod = petSet.getSpec().template();
        Container redis = pod.getSpec().getContainers().getFirst();

        assertThat(pod.getSpec().getContainers()).extracting(Container::getName).containsExactly("redis", "exporter");
        assertThat(redis.getImage()).isEqualTo("redis:7.0.15");
        assertThat(redis.getArgs()).containsExactly("--maxmemory", "64mb");
        assertThat(redis.getEnv()).extracting(RedisEngineTest::shown).contains("REDIS_MODE=Standalone", "MINE=1");
        assertThat(redis.getResources().getRequests().get("cpu")).hasToString("50m");
        assertThat(redis.getResources().getLimits().get("memory")).hasToString("128Mi");
        assertThat(pod.getMetadata().getLabels()).containsEntry("team", "shop");
        assertThat(pod.getMetadata().getAnnotations()).containsEntry("note", "mine");
        assertThat(pod.getSpec().getNodeSelector()).containsEntry("disk", "fast");
        assertThat(petSet.getMetadata().getLabels()).containsEntry("tier", "cache");
        assertThat(petSet.getSpec().podPlacementPolicy().orElseThrow().name()).contains("spread");
        assertThat(pod.getSpec().getAdditionalProperties()).isEmpty();
    }

    @Test
    void the_data_is_in_a_claim_or_in_the_pod() {
        PetSet durable = one(blueprint(STANDALONE), PetSet.class, "orders-cache");
        PetSet ephemeral =
                one(blueprint("version: \"7.0.15\"\nstorageType: Ephemeral\n"), PetSet.class, "orders-cache");

        assertThat(durable.getSpec().volumeClaimTemplates())
                .singleElement()
                .satisfies(claim -> assertThat(claim.getMetadata().getName()).isEqualTo("data"));
        assertThat(ephemeral.getSpec().volumeClaimTemplates()).isEmpty();
        assertThat(ephemeral.getSpec().template().getSpec().getVolumes())
                .anySatisfy(volume -> assertThat(volume.getName()).isEqualTo("data"));
    }

    @Test
    void the_binding_follows_the_auth_secret() {
        AppBinding binding = one(blueprint(STANDALONE), AppBinding.class, "orders-cache");

        assertThat(binding.getSpec().secret().orElseThrow().name()).contains("orders-cache-auth");
        assertThat(binding.getSpec().type()).contains("kubedb.com/redis");
        assertThat(binding.getSpec().clientConfig().service().orElseThrow().scheme())
                .isEqualTo("redis");
    }

    @Test
    void no_password_is_in_the_configuration_and_the_users_settings_come_before_what_has_to_be() {
        var files = ENGINE.configuration(blueprint(STANDALONE), Map.of("redis.conf", "maxmemory 64mb"));

        assertThat(Optional.ofNullable(files.get("default.conf")).orElseThrow().lines())
                .containsSubsequence(
                        "appendonly yes",
                        "include /usr/local/etc/redis/redis.conf",
                        "port 6379",
                        "include /run/keyturn/credentials.conf")
                .noneMatch(line -> line.startsWith("requirepass") || line.startsWith("masterauth"));
        assertThat(files.get("redis.conf")).isEqualTo("maxmemory 64mb\n");
    }

    @Test
    void the_boot_state_holds_the_hash_of_the_published_password() {
        var pair = new Pair(
                "orders-cache-auth", "1", new AccountName("default"), Password.of("password"), Optional.empty());

        assertThat(ENGINE.seeds(blueprint(STANDALONE), Optional.of(pair)))
                .containsEntry("keyturn.accept", "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8")
                .containsEntry("keyturn.masterauth", "password")
                .containsEntry("keyturn.user", "default");
    }

    @Test
    void without_authentication_no_secret_is_named() {
        var open = new Blueprint<>(spec(STANDALONE + "disableAuth: true\n"), offshoots(), VERSION, Optional.empty());

        assertThat(container(open).getEnv())
                .extracting(RedisEngineTest::shown)
                .contains("KEYTURN_DISABLE_AUTH=true")
                .noneMatch(env -> env.startsWith("REDISCLI_AUTH"));
        assertThat(one(open, AppBinding.class, "orders-cache").getSpec().secret())
                .isEmpty();
    }

    @Test
    void what_is_a_later_stage_is_named() {
        assertThat(ENGINE.notSupported(spec("version: a\nmode: Sentinel\n")).orElseThrow())
                .contains("S2");
        assertThat(ENGINE.notSupported(spec("version: a\ntls: {}\n")).orElseThrow())
                .contains("S2");
        assertThat(ENGINE.notSupported(spec(STANDALONE))).isEmpty();
    }

    private static Blueprint<RedisSpec> blueprint(String spec) {
        return new Blueprint<>(spec(spec), offshoots(), VERSION, Optional.of("orders-cache-auth"));
    }

    private static RedisSpec spec(String yaml) {
        return redis(yaml).getSpec();
    }

    private static Offshoots offshoots() {
        return Offshoots.of(redis(STANDALONE));
    }

    private static Redis redis(String spec) {
        return ResourceJson.serialization().unmarshal("""
                ---
                apiVersion: kubedb.com/v1
                kind: Redis
                metadata: {name: orders-cache, namespace: shop, uid: 11111111-2222-3333-4444-555555abc123}
                spec:
                """ + spec.indent(2), Redis.class);
    }

    private static List<HasMetadata> children(Blueprint<RedisSpec> blueprint) {
        return Stream.concat(ENGINE.surroundings(blueprint).stream(), ENGINE.workload(blueprint).stream())
                .toList();
    }

    private static Stream<String> names(List<HasMetadata> children) {
        return children.stream()
                .map(child -> child.getKind() + "/" + child.getMetadata().getName());
    }

    private static <T extends HasMetadata> T one(Blueprint<RedisSpec> blueprint, Class<T> type, String name) {
        return children(blueprint).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(child -> child.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Container container(Blueprint<RedisSpec> blueprint) {
        return one(blueprint, PetSet.class, "orders-cache")
                .getSpec()
                .template()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    private static String shown(EnvVar env) {
        if (env.getValueFrom() == null) {
            return env.getName() + "=" + env.getValue();
        }
        var from = env.getValueFrom().getSecretKeyRef();
        return from == null ? env.getName() : env.getName() + "=" + from.getName() + "/" + from.getKey();
    }
}
