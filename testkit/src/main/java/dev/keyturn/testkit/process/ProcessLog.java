// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// What a process has printed so far, and the way to wait for the next line of it. Owns the one thread that reads the
/// pipe.
final class ProcessLog {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    static ProcessLog reading(String name, InputStream output) {
        var log = new ProcessLog();
        // a platform thread: waiting for a pipe would hold a carrier of virtual threads, and there are few of those
        Thread.ofPlatform().daemon().name("log of " + name).start(() -> log.read(output));
        return log;
    }

    List<String> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    /// The first line, old or new, that fits; empty when the process closed its output or the deadline passed before.
    Optional<String> await(Predicate<String> wanted, Deadline deadline) throws InterruptedException {
        lock.lock();
        try {
            for (int next = 0; ; next++) {
                while (next == lines.size()) {
                    long left = deadline.remaining().toNanos();
                    if (ended || left == 0) {
                        return Optional.empty();
                    }
                    var _ = grown.await(left, TimeUnit.NANOSECONDS);
                }
                if (wanted.test(lines.get(next))) {
                    return Optional.of(lines.get(next));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void read(InputStream output) {
        try (var reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(the log ends here: " + e.getMessage() + ")");
        } finally {
            end();
        }
    }

    private void add(String line) {
        lock.lock();
        try {
            lines.add(line);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
