// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.demo;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What the demo rotates: a Redis and, beside it, a PostgreSQL.
public record DemoDatabases(DemoRedis redis, DemoPostgres postgres) implements AutoCloseable {

    /// Starts both at once, and returns when both take logins.
    ///
    /// @throws IllegalStateException one of them did not start; the other is gone again
    public static DemoDatabases start() throws InterruptedException {
        try (var starters = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<DemoRedis> redis = starters.submit(DemoRedis::start);
            Future<DemoPostgres> postgres = starters.submit(DemoPostgres::start);
            try {
                return new DemoDatabases(redis.get(), postgres.get());
            } catch (ExecutionException e) {
                closeStarted(List.of(redis, postgres));
                Throwable cause = e.getCause();
                throw new IllegalStateException(cause == null ? e.getMessage() : cause.getMessage(), e);
            }
        }
    }

    List<DemoTarget> targets() {
        return List.of(redis.target(), postgres.target());
    }

    @Override
    public void close() {
        try (redis) {
            postgres.close();
        }
    }

    private static void closeStarted(List<Future<? extends DemoDatabase>> starting) throws InterruptedException {
        for (var database : starting) {
            try {
                database.get().close();
            } catch (ExecutionException _) {
                // this one did not start
            }
        }
    }
}
