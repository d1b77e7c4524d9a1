// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.browser;

import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;

/// What the tests of one class share: a browser, an opened server, a real Redis, a project, and a connection to that
/// Redis, which is called `my-redis-connection`.
record Shop(Chromium chromium, Installation installation, RedisServer redis, Project project, String connection)
        implements AutoCloseable {
    /// Who may change users at the Redis.
    static final RedisAccount ROTATOR = new RedisAccount("rotator", "s3cret", RedisAccount.EVERYTHING);

    static Shop open() {
        var chromium = Chromium.start();
        var redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen()).account(ROTATOR));
        var installation = Installation.open(KeyturnServer.start(ServerSetup.fresh()));
        var project = installation.project("Shop");
        return new Shop(
                chromium,
                installation,
                redis,
                project,
                project.connection("my-redis-connection", redis.port(), ROTATOR));
    }

    /// A browser of its own at the console, as the administrator.
    Console console(Screen screen) {
        return Console.signedIn(chromium, installation, screen);
    }

    /// The address of the page of a new rotation.
    String rotation(String name) {
        return "/projects/" + project.slug() + "/rotations/" + project.rotation(name, connection).id();
    }

    @Override
    public void close() {
        installation.close();
        redis.close();
        chromium.close();
    }
}
