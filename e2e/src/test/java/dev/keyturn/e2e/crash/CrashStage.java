// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.api.Rotation;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisReplication;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import dev.keyturn.testkit.redis.RespReply;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A server of its own and a Redis of two nodes, a primary and a replica, with a wire before each.
record CrashStage(
        Installation installation,
        RedisReplication redis,
        Switchboard board,
        List<Wire> wires,
        Project project,
        String connection)
        implements AutoCloseable {

    private static final RedisAccount ROTATOR = RedisAccount.random("rotator", RedisAccount.EVERYTHING);
    private static final Set<String> FIXED_USERS = Set.of("default", "admin", "rotator", "replication-link");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static CrashStage open() {
        var redis = RedisReplication.start(RedisSetup.with(RedisBinary.chosen()).account(ROTATOR), 1);
        var board = new Switchboard();
        var wires = IntStream.range(0, redis.servers().size())
                .mapToObj(i -> Wire.before(i, redis.servers().get(i).address(), board))
                .toList();
        var installation = Installation.open(KeyturnServer.start(ServerSetup.fresh()));
        var project = installation.project("crash");
        var body = Json.merged(
                project.connectionBody("wired", wires.getFirst().port(), ROTATOR),
                "{\"nodes\": [{\"host\": \"127.0.0.1\", \"port\": %s}, {\"host\": \"127.0.0.1\", \"port\": %s}]}",
                wires.getFirst().port(),
                wires.getLast().port());
        String connection = project.connect(body).ok().text("/appConnection/id");
        return new CrashStage(installation, redis, board, wires, project, connection);
    }

    KeyturnServer server() {
        return installation.server();
    }

    List<RedisServer> nodes() {
        return redis.servers();
    }

    boolean logsInEverywhere(Rotation.Pair pair) {
        return nodes().stream().allMatch(node -> node.accepts(pair.username(), pair.password()));
    }

    /// The users that rotations have made, by node: all that were not there when the stage was opened.
    List<Set<String>> madeUsers() {
        return nodes().stream().map(CrashStage::madeUsers).toList();
    }

    void freeze() {
        nodes().forEach(RedisServer::freeze);
    }

    void thaw() {
        nodes().forEach(RedisServer::thaw);
    }

    /// Looks until it holds; the server or the nodes may not end meanwhile.
    void await(String what, BooleanSupplier holds) {
        redis.primary().await(what, PATIENCE, holds);
    }

    private static Set<String> madeUsers(RedisServer node) {
        return node.admin("ACL", "USERS").items().stream()
                .map(RespReply::text)
                .filter(user -> !FIXED_USERS.contains(user))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        installation.close();
        wires.forEach(Wire::close);
        redis.close();
    }
}
