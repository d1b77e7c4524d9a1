// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.node.ClusterDriver;
import dev.keyturn.operator.crd.catalog.RedisDistribution;
import dev.keyturn.operator.crd.catalog.RedisVersion;
import dev.keyturn.operator.crd.catalog.RedisVersionSpec;
import dev.keyturn.operator.crd.catalog.SecurityContext;
import dev.keyturn.operator.crd.database.Configuration;
import dev.keyturn.operator.crd.database.ServiceAlias;
import dev.keyturn.operator.crd.ops.RedisOpsRequest;
import dev.keyturn.operator.crd.redis.Redis;
import dev.keyturn.operator.crd.redis.RedisMode;
import dev.keyturn.operator.crd.redis.RedisSpec;
import dev.keyturn.operator.provision.Accounts;
import dev.keyturn.operator.provision.Bindings;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.Budgets;
import dev.keyturn.operator.provision.Containers;
import dev.keyturn.operator.provision.Engine;
import dev.keyturn.operator.provision.EngineVersion;
import dev.keyturn.operator.provision.Membership;
import dev.keyturn.operator.provision.Nodes;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.Pair;
import dev.keyturn.operator.provision.PetSets;
import dev.keyturn.operator.provision.Pods;
import dev.keyturn.operator.provision.Services;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Redis and Valkey.
public record RedisEngine(ClusterDriver driver) implements Engine<RedisSpec, Redis> {

    private static final long USER_OF_THE_IMAGES = 999;
    private static final String VALKEY = "valkey";

    @Override
    public Class<Redis> resource() {
        return Redis.class;
    }

    @Override
    public Class<RedisVersion> versions() {
        return RedisVersion.class;
    }

    @Override
    public RedisOpsRequest request() {
        return new RedisOpsRequest();
    }

    @Override
    public EngineVersion version(HasMetadata versionObject) {
        RedisVersionSpec spec = ((RedisVersion) versionObject).getSpec();
        boolean valkey = spec.distribution().equals(Optional.of(RedisDistribution.VALKEY));
        return new EngineVersion(
                spec.version(),
                valkey ? VALKEY : "redis",
                spec.db().image(),
                spec.securityContext().flatMap(SecurityContext::runAsUser).orElse(USER_OF_THE_IMAGES));
    }

    @Override
    public String user() {
        return BootState.DEFAULT_USER;
    }

    @Override
    public boolean userIsFixed() {
        return false;
    }

    @Override
    public boolean takesAnybody(RedisSpec spec) {
        return spec.disableAuth().orElse(false);
    }

    @Override
    public Optional<String> notSupported(RedisSpec spec) {
        if (spec.mode().equals(Optional.of(RedisMode.SENTINEL))) {
            return Optional.of("mode Sentinel is not implemented by Keyturn yet (stage S2)");
        }
        if (spec.tls().isPresent()) {
            return Optional.of("TLS for Redis is not implemented by Keyturn yet (stage S2)");
        }
        return spec.cluster().flatMap(cluster -> cluster.announce()).isPresent()
                ? Optional.of("cluster.announce is not implemented by Keyturn yet (stage S3)")
                : Optional.empty();
    }

    @Override
    public List<HasMetadata> surroundings(Blueprint<RedisSpec> blueprint) {
        Offshoots names = blueprint.names();
        var client = new Services.Port("db", RedisPods.PORT, Containers.PORT);
        var gossip = new Services.Port("gossip", RedisPods.GOSSIP, "gossip");
        List<HasMetadata> children = new ArrayList<>();
        children.add(
                RedisShape.of(blueprint.spec()).cluster()
                        ? Services.governing(names, names.selector(), client, gossip)
                        : Services.governing(names, names.selector(), client));
        children.add(Services.of(
                names,
                names.name(),
                names.selector(),
                new Services.Port("primary", RedisPods.PORT, Containers.PORT),
                Services.template(blueprint.spec().serviceTemplates(), ServiceAlias.PRIMARY)));
        children.addAll(Accounts.of(names, Pods.account(names, blueprint.spec().podTemplate())));
        return children;
    }

    @Override
    public Configuration custom(RedisSpec spec) {
        return spec.configuration()
                .map(given -> new Configuration(given.secretName(), given.inline()))
                .orElseGet(() -> new Configuration(Optional.empty(), Map.of()));
    }

    @Override
    public Map<String, String> configuration(Blueprint<RedisSpec> blueprint, Map<String, String> custom) {
        return RedisFiles.of(blueprint.version().product()).all(blueprint.spec(), custom);
    }

    @Override
    public Optional<Filled> filled(Blueprint<RedisSpec> blueprint) {
        List<String> rules = RedisFiles.rules(blueprint.spec());
        return rules.isEmpty()
                ? Optional.empty()
                : Optional.of(new Filled(
                        blueprint.names().aclSecret(),
                        RedisFiles.ACL,
                        String.join("\n", rules) + "\n",
                        RedisFiles.secretOfRules(blueprint.spec())));
    }

    @Override
    public Map<String, String> seeds(Blueprint<RedisSpec> blueprint, Optional<Pair> published) {
        return published.map(pair -> BootState.of(List.of(pair.login())).data()).orElse(Map.of());
    }

    /// What replicas say is what clients say, too.
    @Override
    public Optional<Login> remembered(Secret config) {
        return BootState.read(config)
                .map(boot -> Login.of(
                        boot.users().stream().findFirst().orElseGet(() -> new AccountName(BootState.DEFAULT_USER)),
                        boot.masterauth()));
    }

    @Override
    public List<HasMetadata> workload(Blueprint<RedisSpec> blueprint) {
        Offshoots names = blueprint.names();
        RedisShape shape = RedisShape.of(blueprint.spec());
        var pods = new RedisPods(blueprint, blueprint.version().product());
        List<HasMetadata> children = new ArrayList<>();
        children.add(Containers.scripts(names, RedisEngine.class));
        for (int shard : shape.numbers()) {
            String name = shape.petSet(names, shard);
            Map<String, String> selector = shape.selector(names, shard);
            children.add(PetSets.of(names, name, shape.replicas(), selector, blueprint.spec(), pods.template(shard)));
            children.add(Budgets.of(names, name, selector));
        }
        children.add(Bindings.of(
                blueprint,
                new Bindings.Access(
                        "redis",
                        "redis",
                        RedisPods.PORT,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(parameters()))));
        return children;
    }

    @Override
    public int pods(RedisSpec spec) {
        return RedisShape.of(spec).pods();
    }

    @Override
    public int port() {
        return RedisPods.PORT;
    }

    @Override
    public Membership members(Blueprint<RedisSpec> blueprint, Nodes nodes) {
        RedisShape shape = RedisShape.of(blueprint.spec());
        return shape.cluster()
                ? new ClusterFormation(driver, shape, blueprint.names()).step(nodes)
                : Membership.whole();
    }

    private static JsonNode parameters() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "config.kubedb.com/v1alpha1")
                .put("kind", "RedisConfiguration");
    }
}
