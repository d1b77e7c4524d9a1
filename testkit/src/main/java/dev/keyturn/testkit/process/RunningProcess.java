// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// One child process, from its start to its certain end.
///
/// A process that nobody closed is killed when this JVM ends in order. Frozen processes are killed as well: the kill
/// signal cannot be stopped.
public final class RunningProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// For what is still in the pipe; a child of the process may keep that open for longer.
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "kill children"));
    }

    private final String name;
    private final Process process;
    private final ProcessLog log;

    private RunningProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.log = ProcessLog.reading(name, process.getInputStream());
    }

    /// Starts it and returns at once; its standard error goes into the same log as its standard output.
    public static RunningProcess start(String name, ProcessBuilder command) {
        try {
            Process process = command.redirectErrorStream(true).start();
            ALIVE.add(process);
            var _ = process.onExit().thenAccept(ALIVE::remove);
            return new RunningProcess(name, process);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not start " + name + ": " + command.command().getFirst(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// What it ended with; 128 and the number of the signal if one ended it. Not to be asked of a process that runs.
    public int exitCode() {
        return process.exitValue();
    }

    public List<String> log() {
        return log.lines();
    }

    /// Waits for a line of its log, old or new; empty when it ended or the deadline passed before.
    public Optional<String> awaitLine(Predicate<String> wanted, Deadline deadline) {
        try {
            return log.await(wanted, deadline);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Lets a moment pass between two looks at something this process does; true if it ended meanwhile. Its log then
    /// has its last words.
    public boolean endsWithin(Duration moment) {
        try {
            boolean ended = process.waitFor(moment.toNanos(), TimeUnit.NANOSECONDS);
            if (ended) {
                var _ = log.await(_ -> false, Deadline.in(LAST_WORDS));
            }
            return ended;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Asks it to end (SIGTERM) and waits; what does not listen is killed.
    public void stop() {
        process.destroy();
        if (!endsWithin(PATIENCE)) {
            kill();
        }
    }

    /// SIGKILL, and waits until it is gone.
    public void kill() {
        process.destroyForcibly();
        if (!endsWithin(PATIENCE)) {
            throw new IllegalStateException("Process " + pid() + " (" + name + ") survived SIGKILL for " + PATIENCE);
        }
    }

    /// SIGSTOP: connections stay open, nothing answers.
    public void freeze() {
        signal("STOP");
    }

    /// SIGCONT: everything that had arrived meanwhile is now read.
    public void thaw() {
        signal("CONT");
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    /// Sends a signal by its name without `SIG`, and returns at once.
    public void signal(String signal) {
        try {
            var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException(
                        "Could not send SIG" + signal + " to process " + pid() + " (" + name + ")");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not send SIG" + signal + " to " + name, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting for " + name, e);
    }
}
