// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.process;

import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.process.RunningProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A running `keyturn server`. Can be started again on the same data after its end. Not for more than one thread at a
/// time.
public final class KeyturnServer implements AutoCloseable {

    private static final Pattern READY = Pattern.compile(".*Keyturn is ready at (https?://\\S+?)/?\\.?");
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(35);

    private final ServerSetup setup;
    private final List<String> pastLog = new ArrayList<>();
    private RunningProcess process;
    private URI address;

    private KeyturnServer(ServerSetup setup, RunningProcess process) {
        this.setup = setup;
        this.process = process;
        this.address = awaitReady(process);
    }

    /// Starts it and returns when it says that it is ready.
    public static KeyturnServer start(ServerSetup setup) {
        return new KeyturnServer(setup, launch(setup));
    }

    /// Starts what is expected to refuse and to end by itself.
    public static Packaged.Ended refused(ServerSetup setup) {
        return Packaged.await(launch(setup));
    }

    public ServerSetup setup() {
        return setup;
    }

    public URI address() {
        return address;
    }

    public long pid() {
        return process.pid();
    }

    /// Every line that this server has said, oldest first, from all of its processes.
    public List<String> log() {
        List<String> all = new ArrayList<>(pastLog);
        all.addAll(process.log());
        return all;
    }

    /// SIGTERM; the exit code it then ends with.
    public int stop() {
        var _ = ProcessHandle.of(process.pid()).map(ProcessHandle::destroy);
        if (!process.endsWithin(STOP)) {
            process.kill();
            throw new AssertionError("The server did not end within " + STOP + " of SIGTERM: " + tail());
        }
        return process.exitCode();
    }

    /// SIGKILL, and waits until it is gone.
    public void kill() {
        process.kill();
    }

    /// A new process on the same data and the same settings; its port is another one if it was free to choose.
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("Stop or kill the server before it is started again");
        }
        pastLog.addAll(process.log());
        process = launch(setup);
        address = awaitReady(process);
    }

    @Override
    public void close() {
        process.close();
    }

    private static RunningProcess launch(ServerSetup setup) {
        return Packaged.start(setup.environment(), setup.commandLine());
    }

    private URI awaitReady(RunningProcess started) {
        var line = started.awaitLine(READY.asMatchPredicate(), Deadline.in(START));
        if (line.isEmpty()) {
            started.close();
            throw new AssertionError("The server did not become ready: " + tail());
        }
        var matcher = READY.matcher(line.get());
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
