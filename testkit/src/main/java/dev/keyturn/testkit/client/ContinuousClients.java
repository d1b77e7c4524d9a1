// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.client;

import dev.keyturn.core.credential.Login;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Clients that read the published login and open a new connection with it, over and over and without a
/// pause: one login for each read, and none is tried twice.
///
/// Owns one thread for each client, from [#start] to [#close].
public final class ContinuousClients implements AutoCloseable {

    /// How long a client that got no answer waits before it reads again, so that an outage does not become a busy loop.
    private static final Duration OUTAGE = Duration.ofMillis(100);

    private final PublishedLogin published;
    private final NewConnection target;
    private final Tally tally;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients;

    private ContinuousClients(int count, PublishedLogin published, NewConnection target, Tally tally) {
        this.published = published;
        this.target = target;
        this.tally = tally;
        this.clients = IntStream.range(0, count)
                .<Future<?>>mapToObj(_ -> threads.submit(this::follow))
                .toList();
    }

    public static ContinuousClients start(int count, PublishedLogin published, NewConnection target, Tally tally) {
        return new ContinuousClients(count, published, target, tally);
    }

    /// Lets each client finish its turn and ends it. What only fails after this call began is not counted:
    /// the target may be on its way down as well.
    ///
    /// @throws IllegalStateException a client had ended by itself, which is a bug of ours
    @Override
    public void close() {
        stopped.countDown();
        threads.close();
        for (var client : clients) {
            try {
                var _ = client.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A continuous client broke down", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the clients end", e);
            }
        }
    }

    private Object follow() throws InterruptedException {
        boolean ended = false;
        while (!ended) {
            ended = turn() ? hasStopped() : stopped.await(OUTAGE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return stopped;
    }

    /// One read and one login; false if somebody did not answer.
    private boolean turn() throws InterruptedException {
        try {
            Login login = published.read();
            switch (target.logIn(login)) {
                case ACCEPTED -> tally.loggedIn();
                case REFUSED -> tally.refused();
            }
            return true;
        } catch (IOException e) {
            if (!hasStopped()) {
                tally.unreachable(e.toString());
            }
            return false;
        }
    }

    private boolean hasStopped() {
        return stopped.getCount() == 0;
    }
}
