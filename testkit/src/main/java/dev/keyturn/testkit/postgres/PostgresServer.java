// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.postgres;

import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.process.FreePorts;
import dev.keyturn.testkit.process.RunningProcess;
import dev.keyturn.testkit.process.TemporaryFolder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// One PostgreSQL server in a process and a folder of its own, on a free port of the loopback interface.
///
/// It can be stopped, killed, frozen and started again on what its folder holds. Closing it deletes the folder. Not for
/// more than one thread at a time.
public final class PostgresServer implements AutoCloseable {

    public static final String SUPERUSER = "postgres";

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int TRIES = 5;

    private final PostgresSetup setup;
    private final PostgresFiles files;
    private final int port;
    private final List<String> pastLog = new ArrayList<>();
    private RunningProcess process;

    private PostgresServer(PostgresSetup setup, PostgresFiles files, int port, RunningProcess process) {
        this.setup = setup;
        this.files = files;
        this.port = port;
        this.process = process;
    }

    /// Starts a server and returns when it accepts connections.
    public static PostgresServer start(PostgresSetup setup) {
        return start(setup, PostgresFiles.initialise(setup));
    }

    static PostgresServer start(PostgresSetup setup, PostgresFiles files) {
        for (int i = 1; ; i++) {
            int port = FreePorts.one();
            try {
                return new PostgresServer(setup, files, port, launch(files.configure(setup, port)));
            } catch (PortTaken e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    public PostgresSetup setup() {
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

    /// A new connection to the database `postgres`, logged in as this user.
    public Connection connect(String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
    }

    public Connection connectAsSuperuser() throws SQLException {
        return connect(SUPERUSER, setup.superuserPassword());
    }

    /// Statements as superuser, on a connection of their own.
    public void admin(String... statements) {
        try (Connection connection = connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                var _ = statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(this + " refused its superuser: " + e.getMessage(), e);
        }
    }

    /// The first column of each row that a query of the superuser finds.
    public List<String> rows(String query) {
        try (Connection connection = connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(String.valueOf(found.getString(1)));
            }
            return List.copyOf(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(this + " refused its superuser: " + e.getMessage(), e);
        }
    }

    /// Whether a real login with this name and password succeeds now.
    public boolean accepts(String user, String password) {
        try (Connection connection = connect(user, password)) {
            return connection.isValid(0);
        } catch (SQLException _) {
            return false;
        }
    }

    /// Every line of every process that this server has been, oldest first.
    public List<String> log() {
        List<String> all = new ArrayList<>(pastLog);
        all.addAll(process.log());
        return all;
    }

    /// [#log()], complete up to now: a line arrives a moment after the answer to the statement that it tells of.
    public List<String> logUntilNow() {
        String mark = "mark " + Secrets.random();
        var _ = rows("SELECT '" + mark + "'");
        if (process.awaitLine(line -> line.contains(mark), Deadline.in(START)).isEmpty()) {
            throw new IllegalStateException(this + " did not log a statement of its superuser within " + START);
        }
        return log();
    }

    /// Ends sessions and stops, as an administrator does.
    public void stop() {
        process.signal("INT");
        if (!process.endsWithin(STOP)) {
            process.kill();
        }
    }

    public void kill() {
        process.kill();
    }

    /// Stops the process that accepts connections; sessions that exist go on.
    public void freeze() {
        process.freeze();
    }

    public void thaw() {
        process.thaw();
    }

    /// Starts the server again on the same port and the same files.
    public void restart() {
        if (process.isAlive()) {
            stop();
        }
        pastLog.addAll(process.log());
        process = launch(files);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
        TemporaryFolder.delete(files.folder());
    }

    @Override
    public String toString() {
        return setup.binaries() + " at " + name();
    }

    PostgresFiles files() {
        return files;
    }

    private static RunningProcess launch(PostgresFiles files) {
        var process = RunningProcess.start("postgres", files.command());
        var ready = process.awaitLine(line -> line.contains("ready to accept"), Deadline.in(START));
        if (ready.isPresent()) {
            return process;
        }
        process.close();
        String end = PostgresFiles.tail(process.log());
        if (end.contains("Address already in use")) {
            throw new PortTaken("PostgreSQL found its port taken: " + end);
        }
        throw new IllegalStateException(files.binaries() + " did not start: " + end);
    }

    /// Somebody else was faster; another port will do.
    private static final class PortTaken extends IllegalStateException {

        private static final long serialVersionUID = 1;

        PortTaken(String message) {
            super(message);
        }
    }
}
