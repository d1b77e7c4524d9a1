// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.database.AuthSecret;
import dev.keyturn.operator.crd.redis.Acl;
import dev.keyturn.operator.crd.redis.Announce;
import dev.keyturn.operator.crd.redis.RedisCluster;
import dev.keyturn.operator.crd.redis.RedisConfiguration;
import dev.keyturn.operator.crd.redis.RedisMode;
import dev.keyturn.operator.crd.redis.RedisSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules of Redis and Valkey (contract §4.2).
public final class RedisRules {

    private static final int FIRST_WITH_TLS = 6;

    private final RedisSpec spec;
    private final Findings findings;

    RedisRules(RedisSpec spec, Findings findings) {
        this.spec = spec;
        this.findings = findings;
    }

    void judge(Occasion occasion, Optional<CatalogVersion> version) {
        size();
        spec.cluster().flatMap(RedisCluster::announce).ifPresent(this::announce);
        findings.refuseIf(
                mode() == RedisMode.SENTINEL && spec.sentinelRef().isEmpty(),
                "spec.sentinelRef",
                "mode Sentinel needs sentinelRef, the RedisSentinel that watches this database");
        findings.refuseIf(
                spec.disableAuth().orElse(false)
                        && spec.authSecret().filter(RedisRules::saysSomething).isPresent(),
                "spec.disableAuth",
                "a database without passwords has no authSecret; remove disableAuth or authSecret");
        aclUsers();
        places();
        findings.refuseIf(
                spec.tls().isPresent()
                        && version.filter(known -> known.major() < FIRST_WITH_TLS)
                                .isPresent(),
                "spec.tls",
                "TLS needs Redis 6 or newer");
        occasion.previous()
                .map(Database::spec)
                .filter(RedisSpec.class::isInstance)
                .map(RedisSpec.class::cast)
                .ifPresent(this::unchanged);
    }

    /// The users of the ACL rules, which rotation never touches.
    public static List<String> users(RedisSpec spec) {
        return rules(spec).map(RedisRules::user).filter(user -> !user.isEmpty()).toList();
    }

    private void size() {
        findings.refuseIf(
                mode() == RedisMode.STANDALONE && spec.replicas().orElse(1) != 1,
                "spec.replicas",
                "a Standalone Redis has one node; set mode to Cluster for more");
        spec.cluster().ifPresent(cluster -> {
            findings.refuseIf(cluster.shards().orElse(3) < 3, "spec.cluster.shards", "a cluster has at least 3 shards");
            findings.refuseIf(
                    cluster.replicas().orElse(2) < 2,
                    "spec.cluster.replicas",
                    "a shard has at least 2 nodes; the master counts");
        });
    }

    private void announce(Announce announce) {
        findings.refuseIf(mode() != RedisMode.CLUSTER, "spec.cluster", "cluster.announce is for mode Cluster only");
        int shards = spec.cluster().flatMap(RedisCluster::shards).orElse(3);
        int replicas = spec.cluster().flatMap(RedisCluster::replicas).orElse(2);
        boolean given = !announce.shards().isEmpty();
        findings.refuseIf(
                given && announce.shards().size() != shards,
                "spec.cluster.announce.shards",
                "announce one entry for each shard, that is " + shards);
        findings.refuseIf(
                given
                        && announce.shards().stream()
                                .anyMatch(shard -> shard.endpoints().size() != replicas),
                "spec.cluster.announce.shards",
                "announce one endpoint for each node of a shard, that is " + replicas
                        + "; cluster.replicas counts the master");
        findings.warnIfIdle(true, "spec.cluster.announce");
    }

    private void aclUsers() {
        findings.refuseIf(
                users(spec).contains("default"),
                "spec.configuration.acl.rules",
                "a rule for the user default would end the rotation of its password; name another user");
    }

    private void places() {
        findings.refuseIf(
                Places.differ(spec.configSecret(), spec.configuration().flatMap(RedisConfiguration::secretName)),
                "spec.configSecret",
                Places.TWICE);
        findings.refuseIf(
                spec.acl().isPresent()
                        && spec.configuration()
                                .flatMap(RedisConfiguration::acl)
                                .filter(acl -> !acl.equals(spec.acl().get()))
                                .isPresent(),
                "spec.acl",
                "it is also in configuration.acl, and differs; keep configuration.acl only");
    }

    private void unchanged(RedisSpec before) {
        findings.refuseIf(
                before.mode().orElse(RedisMode.STANDALONE) != mode(),
                "spec.mode",
                "the mode of a Redis cannot be changed; make a new database and move the data");
    }

    private RedisMode mode() {
        return spec.mode().orElse(RedisMode.STANDALONE);
    }

    /// More than what the defaults fill in.
    private static boolean saysSomething(AuthSecret auth) {
        return auth.name().isPresent()
                || auth.externallyManaged().isPresent()
                || auth.activeFrom().isPresent()
                || auth.rotateAfter().isPresent();
    }

    private static Stream<String> rules(RedisSpec spec) {
        return Stream.concat(spec.configuration().flatMap(RedisConfiguration::acl).stream(), spec.acl().stream())
                .map(Acl::rules)
                .flatMap(List::stream);
    }

    private static String user(String rule) {
        var words = Stream.of(rule.strip().split("\\s+", 3)).toList();
        return words.getFirst().equals("user") && words.size() > 1 ? words.get(1) : words.getFirst();
    }
}
