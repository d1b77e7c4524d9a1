// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.process;

import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.process.RunningProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A command of ours that runs until it is told to end, through all of its processes: it can be started again after its
/// end. Not for more than one thread at a time.
final class KeyturnProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(35);

    private final Map<String, String> environment;
    private final List<String> commandLine;
    private final Pattern ready;
    private final List<String> pastLog = new ArrayList<>();
    private RunningProcess process;
    private URI address;

    /// Starts it, and returns when it says that it is ready.
    ///
    /// @param ready the line that says so; its first group is the address
    KeyturnProcess(Map<String, String> environment, List<String> commandLine, Pattern ready) {
        this.environment = Map.copyOf(environment);
        this.commandLine = List.copyOf(commandLine);
        this.ready = ready;
        this.process = Packaged.start(environment, commandLine);
        this.address = awaitReady(process);
    }

    URI address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    /// Every line that it has said, oldest first, from all of its processes.
    List<String> log() {
        List<String> all = new ArrayList<>(pastLog);
        all.addAll(process.log());
        return all;
    }

    /// SIGTERM; the exit code it then ends with.
    int stop() {
        var _ = ProcessHandle.of(process.pid()).map(ProcessHandle::destroy);
        if (!process.endsWithin(STOP)) {
            process.kill();
            throw new AssertionError("It did not end within " + STOP + " of SIGTERM: " + tail());
        }
        return process.exitCode();
    }

    /// SIGKILL, and waits until it is gone.
    void kill() {
        process.kill();
    }

    /// A new process with the same settings; returns when it is ready.
    void restart() {
        restart(Map.of());
    }

    /// The same with further variables, for this process only.
    void restart(Map<String, String> further) {
        if (process.isAlive()) {
            throw new IllegalStateException("Stop or kill it before it is started again");
        }
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(further);
        pastLog.addAll(process.log());
        process = Packaged.start(all, commandLine);
        address = awaitReady(process);
    }

    /// Waits until it has ended by itself; false if it has not.
    boolean endsWithin(Duration patience) {
        return process.endsWithin(patience);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.close();
    }

    private URI awaitReady(RunningProcess started) {
        var line = started.awaitLine(ready.asMatchPredicate(), Deadline.in(START));
        if (line.isEmpty()) {
            started.close();
            throw new AssertionError("It did not become ready: " + tail());
        }
        var matcher = ready.matcher(line.get());
        if (!matcher.matches()) {
            throw new IllegalStateException("The line has changed: " + line.get());
        }
        return URI.create(matcher.group(1));
    }

    private String tail() {
        var lines = process.log();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }
}
