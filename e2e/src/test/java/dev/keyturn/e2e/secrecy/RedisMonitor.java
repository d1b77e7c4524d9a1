// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.secrecy;

import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RespClient;
import dev.keyturn.testkit.redis.RespReply;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Every command that a Redis carries out, as its own `MONITOR` shows it, until the server ends. Owns one thread.
final class RedisMonitor implements AutoCloseable {

    private final RespClient client;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    RedisMonitor(RedisServer redis) {
        client = redis.connectAsAdmin();
        client.must("MONITOR");
        Thread.ofVirtual().name("monitor").start(this::read);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        client.close();
    }

    private void read() {
        try {
            while (client.read() instanceof RespReply.Text(String line)) {
                lines.add(line);
            }
        } catch (UncheckedIOException _) {
            // the server or this test has ended
        }
    }
}
