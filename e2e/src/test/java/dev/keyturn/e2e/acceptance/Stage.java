// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.e2e.api.Api;
import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.api.Rotation;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What most rows begin with: an opened server, a Redis with an ACL file and the administrator `rotator`, a
/// project, and a connection.
record Stage(Installation installation, RedisServer redis, Project project, String connection)
        implements AutoCloseable {

    /// The administrator of §14.
    static final RedisAccount ROTATOR = new RedisAccount("rotator", "s3cret", RedisAccount.EVERYTHING);

    private static final Map<String, Stage> SHARED = new ConcurrentHashMap<>();

    /// One that all tests with this name have in common; its Redis ends with this JVM.
    static Stage shared(Store store, String name) {
        return SHARED.computeIfAbsent(store + " " + name, _ -> on(store, name));
    }

    static Stage on(Store store, String name) {
        return on(store.installation(), name);
    }

    static Stage on(Installation installation, String name) {
        var redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen()).account(ROTATOR));
        var project = installation.project(name);
        return new Stage(installation, redis, project, project.connection(name, redis.port(), ROTATOR));
    }

    Api api() {
        return project.api();
    }

    ObjectNode body(String name) {
        return project.rotationBody(name, connection);
    }

    Rotation rotation(String name) {
        return project.rotation(name, connection);
    }

    /// Every user that Redis knows, with all of its rules, in order.
    List<String> aclList() {
        return redis.admin("ACL", "LIST").items().stream()
                .map(line -> line.text())
                .sorted()
                .toList();
    }

    boolean logsIn(Rotation.Pair pair) {
        return redis.accepts(pair.username(), pair.password());
    }

    @Override
    public void close() {
        redis.close();
    }
}
