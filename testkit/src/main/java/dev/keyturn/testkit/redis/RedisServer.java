// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.process.FreePorts;
import dev.keyturn.testkit.process.RunningProcess;
import dev.keyturn.testkit.process.TemporaryFolder;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// One Redis server in a process and a folder of its own, on a free port of the loopback interface.
///
/// It can be stopped, killed, frozen and started again on what its folder holds. Closing it deletes the folder.
/// Not for more than one thread at a time.
public final class RedisServer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration GLANCE = Duration.ofMillis(10);
    private static final int TRIES = 5;

    private final RedisSetup setup;
    private final RedisFiles files;
    private final int port;
    private final List<String> pastLog = new ArrayList<>();
    private RunningProcess process;

    private RedisServer(RedisSetup setup, RedisFiles files, int port, RunningProcess process) {
        this.setup = setup;
        this.files = files;
        this.port = port;
        this.process = process;
    }

    /// Starts a server and returns when it accepts connections.
    public static RedisServer start(RedisSetup setup) {
        return start(setup, RedisRole.DATABASE);
    }

    static RedisServer start(RedisSetup setup, RedisRole role) {
        for (int i = 1; ; i++) {
            int port = FreePorts.withNeighbour(role.neighbourPort());
            var files = RedisFiles.write(TemporaryFolder.create("keyturn-redis"), setup, role, port);
            try {
                return new RedisServer(setup, files, port, launch(setup.binary(), files, role));
            } catch (PortTaken e) {
                TemporaryFolder.delete(files.folder());
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    public RedisSetup setup() {
        return setup;
    }

    public int port() {
        return port;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// `127.0.0.1:PORT`, as Keyturn names a node.
    public String name() {
        return "127.0.0.1:" + port;
    }

    /// Where the server keeps its files; for tests that look at what was written.
    public Path folder() {
        return files.folder();
    }

    /// A new connection that has not logged in.
    public RespClient connect() {
        return setup.tls()
                .map(tls -> RespClient.over(tls.connect(address())))
                .orElseGet(() -> RespClient.connect(address()));
    }

    /// A new connection of the server's administrator.
    public RespClient connectAsAdmin() {
        var client = connect();
        client.must("AUTH", setup.admin().name(), setup.admin().password());
        return client;
    }

    /// One command as administrator, on a connection of its own.
    public RespReply admin(String... command) {
        try (var client = connectAsAdmin()) {
            return client.must(command);
        }
    }

    /// Whether a real login with this name and password succeeds now. `ACL DELUSER` cuts the connections of its
    /// user, one that is just being let in before it has heard so: nobody is logged in with it.
    public boolean accepts(String user, String password) {
        try (var client = connect()) {
            return accepts(client, user, password);
        }
    }

    private static boolean accepts(RespClient client, String user, String password) {
        try {
            return client.call("AUTH", user, password) instanceof RespReply.Text;
        } catch (UncheckedIOException lost) {
            if (lost.getCause() instanceof EOFException || lost.getCause() instanceof SocketException) {
                return false;
            }
            throw lost;
        }
    }

    /// Every line of every process that this server has been, oldest first.
    public List<String> log() {
        List<String> all = new ArrayList<>(pastLog);
        all.addAll(process.log());
        return all;
    }

    /// Looks until the condition holds; fails when the server ends or the patience does.
    public void await(String what, Duration patience, BooleanSupplier holds) {
        var deadline = Deadline.in(patience);
        while (!holds.getAsBoolean()) {
            if (process.endsWithin(GLANCE) || deadline.hasPassed()) {
                throw new IllegalStateException(
                        this + " did not see that " + what + " within " + patience + ": " + RedisFiles.tail(log()));
            }
        }
    }

    public void stop() {
        process.stop();
    }

    public void kill() {
        process.kill();
    }

    public void freeze() {
        process.freeze();
    }

    public void thaw() {
        process.thaw();
    }

    /// Starts the server again on the same port and the same files, after `stop` or `kill`.
    public void restart() {
        if (process.isAlive()) {
            process.stop();
        }
        pastLog.addAll(process.log());
        process = launch(setup.binary(), files, files.role());
    }

    @Override
    public void close() {
        process.close();
        TemporaryFolder.delete(files.folder());
    }

    @Override
    public String toString() {
        return setup.binary() + " at " + name();
    }

    private static RunningProcess launch(RedisBinary binary, RedisFiles files, RedisRole role) {
        var process = RunningProcess.start("redis", files.command(binary));
        var ready = process.awaitLine(role::isReady, Deadline.in(START));
        if (ready.isPresent()) {
            return process;
        }
        process.close();
        String end = RedisFiles.tail(process.log());
        if (end.contains("Address already in use")) {
            throw new PortTaken("Redis found its port taken: " + end);
        }
        throw new IllegalStateException(binary + " did not start: " + end);
    }

    /// Somebody else was faster; another port will do.
    private static final class PortTaken extends IllegalStateException {

        private static final long serialVersionUID = 1;

        PortTaken(String message) {
            super(message);
        }
    }
}
