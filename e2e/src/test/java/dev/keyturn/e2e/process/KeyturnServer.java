// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.process;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/// A running `keyturn server`. Can be started again on the same data after its end. Not for more than one thread at a
/// time.
public final class KeyturnServer implements AutoCloseable {
    private static final Pattern READY = Pattern.compile(".*Keyturn is ready at (https?://\\S+?)/?\\.?");

    private final ServerSetup setup;
    private final KeyturnProcess process;

    private KeyturnServer(ServerSetup setup) {
        this.setup = setup;
        this.process = new KeyturnProcess(setup.environment(), setup.commandLine(), READY);
    }

    /// Starts it and returns when it says that it is ready.
    public static KeyturnServer start(ServerSetup setup) {
        return new KeyturnServer(setup);
    }

    /// Starts what is expected to refuse and to end by itself.
    public static Packaged.Ended refused(ServerSetup setup) {
        return Packaged.await(Packaged.start(setup.environment(), setup.commandLine()));
    }

    public ServerSetup setup() {
        return setup;
    }

    public URI address() {
        return process.address();
    }

    public long pid() {
        return process.pid();
    }

    /// Every line that this server has said, oldest first, from all of its processes.
    public List<String> log() {
        return process.log();
    }

    /// SIGTERM; the exit code it then ends with.
    public int stop() {
        return process.stop();
    }

    /// SIGKILL, and waits until it is gone.
    public void kill() {
        process.kill();
    }

    /// A new process on the same data and the same settings; its port is another one if it was free to choose.
    public void restart() {
        process.restart();
    }

    @Override
    public void close() {
        process.close();
    }
}
