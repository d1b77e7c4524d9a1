// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.mariadb;

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

/// One MariaDB server in a process and a folder of its own, on a free port of the loopback interface.
///
/// It can be stopped, killed, frozen and started again on what its folder holds. Closing it deletes the
/// folder. Not for more than one thread at a time.
public final class MariaDbServer implements AutoCloseable {

    public static final String ROOT = "root";

    private static final Duration START = Duration.ofSeconds(60);
    private static final int TRIES = 5;
    private static final int TAIL = 12;

    private final MariaDbFiles files;
    private final int port;
    private RunningProcess process;

    private MariaDbServer(MariaDbFiles files, int port, RunningProcess process) {
        this.files = files;
        this.port = port;
        this.process = process;
    }

    /// Starts a server and returns when it accepts connections.
    public static MariaDbServer start(MariaDbSetup setup) {
        var files = MariaDbFiles.initialise(setup);
        for (int i = 1; ; i++) {
            int port = FreePorts.one();
            try {
                return new MariaDbServer(files, port, launch(files, port, true));
            } catch (PortTaken e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    /// Starts a server that copies everything which happens on `primary` from now on, and takes no changes
    /// itself. The primary needs the option `log-bin`, and both a `server-id` of their own.
    public static MariaDbServer replicaOf(MariaDbServer primary, MariaDbSetup setup) {
        var replica = start(setup);
        String position = primary.rows("SELECT @@gtid_binlog_pos").getFirst();
        replica.admin(
                "SET GLOBAL gtid_slave_pos = '" + position + "'",
                "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = " + primary.port + ", MASTER_USER = '" + ROOT
                        + "', MASTER_PASSWORD = '" + primary.setup().rootPassword()
                        + "', MASTER_CONNECT_RETRY = 1, MASTER_USE_GTID = slave_pos",
                "START SLAVE",
                "SET GLOBAL read_only = 1");
        return replica;
    }

    public MariaDbSetup setup() {
        return files.setup();
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

    /// A new connection, logged in as this user.
    public Connection connect(String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", properties);
    }

    /// Statements as superuser, on a connection of their own.
    public void admin(String... statements) {
        try (Connection connection = connect(ROOT, setup().rootPassword());
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
        try (Connection connection = connect(ROOT, setup().rootPassword());
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

    /// Whether statements go into the general log; they do from the start.
    public void logStatements(boolean on) {
        admin("SET GLOBAL general_log = " + (on ? "ON" : "OFF"));
    }

    /// Every line of the general log and of the error log up to now.
    public List<String> log() {
        List<String> all = new ArrayList<>(files.generalLogLines());
        all.addAll(process.log());
        return all;
    }

    /// Ends sessions and stops, as an administrator does.
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

    /// Starts the server again on the same port and the same files.
    public void restart() {
        if (process.isAlive()) {
            stop();
        }
        process = launch(files, port, false);
    }

    @Override
    public void close() {
        process.close();
        TemporaryFolder.delete(files.folder());
    }

    @Override
    public String toString() {
        return setup().binaries() + " at " + name();
    }

    private static RunningProcess launch(MariaDbFiles files, int port, boolean first) {
        var process = RunningProcess.start("mariadbd", files.command(port, first));
        var ready = process.awaitLine(line -> line.contains("ready for connections"), Deadline.in(START));
        if (ready.isPresent()) {
            return process;
        }
        process.close();
        List<String> log = process.log();
        String end = String.join(" | ", log.subList(Math.max(0, log.size() - TAIL), log.size()));
        if (end.contains("Address already in use")) {
            throw new PortTaken("MariaDB found its port taken: " + end);
        }
        throw new IllegalStateException(files.setup().binaries() + " did not start: " + end);
    }

    /// Somebody else was faster; another port will do.
    private static final class PortTaken extends IllegalStateException {

        private static final long serialVersionUID = 1;

        PortTaken(String message) {
            super(message);
        }
    }
}
