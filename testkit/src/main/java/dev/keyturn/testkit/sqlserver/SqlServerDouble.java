// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import dev.keyturn.testkit.process.FreePorts;
import dev.keyturn.testkit.tls.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// A server on a free port of the loopback interface that a client of SQL Server takes for one. See the package for
/// what that proves: what is sent and how answers are understood, not how a real server behaves.
///
/// It keeps everything in memory. [#restart()] ends all sessions, as a restart of a server does, and what was committed
/// is still there.
public final class SqlServerDouble implements AutoCloseable {

    /// Environment variable with the password of `sa`, for a double that is a process of its own.
    public static final String PASSWORD_VARIABLE = "KEYTURN_DOUBLE_SA_PASSWORD";

    private final SqlServerSetup setup;
    private final Instance instance;
    private final Optional<SSLContext> tls;
    private final InetSocketAddress address;
    private ServerSocket listener;
    private Thread acceptor;

    private SqlServerDouble(SqlServerSetup setup, Instance instance, Optional<SSLContext> tls, ServerSocket listener) {
        this.setup = setup;
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalSocketAddress();
        this.instance = instance;
        this.tls = tls;
        this.acceptor = accepting();
    }

    public static SqlServerDouble start(SqlServerSetup setup) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.one());
        return start(
                setup,
                Instance.inMemory("DOUBLE-" + address.getPort(), setup),
                setup.certificates().map(TestCertificates::serverContext),
                address);
    }

    /// One that serves an instance of somebody else's.
    static SqlServerDouble start(
            SqlServerSetup setup, Instance instance, Optional<SSLContext> tls, InetSocketAddress address) {
        return new SqlServerDouble(setup, instance, tls, bound(address));
    }

    /// Runs until its standard input ends, and prints `port <number>` once it listens. The password of `sa` comes from
    /// the environment.
    public static void main(String[] arguments) throws IOException {
        Optional<String> password = Optional.ofNullable(System.getenv(PASSWORD_VARIABLE));
        if (arguments.length > 0 || password.isEmpty()) {
            System.err.println("usage: " + PASSWORD_VARIABLE + "=<password of sa> java "
                    + SqlServerDouble.class.getName() + "; it takes no arguments, and ends with its standard input");
            System.exit(2);
        }
        try (var server = start(SqlServerSetup.of(password.orElseThrow()))) {
            System.out.println("port " + server.port());
            while (System.in.read() >= 0) {
                // whoever started it holds the other end
            }
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    public int port() {
        return address.getPort();
    }

    public SqlServerSetup setup() {
        return setup;
    }

    /// The text of each batch and procedure call since the start, with the values of parameters: what a trace of a
    /// server would hold if it masked nothing. A real one replaces statements that set a password by a remark.
    public List<String> log() {
        return List.copyOf(instance.log());
    }

    /// The names of its logins.
    public List<String> logins() {
        return instance.logins().all().stream().map(Account::name).toList();
    }

    /// The next statement that holds `part` is answered with this error instead of being carried out; for a login,
    /// `part` is `login of NAME`.
    public void failAt(String part, int number, int severity) {
        instance.plan(new Instance.Planned(part, new SqlError(number, severity, "As planned by a test.")));
    }

    /// Runs statements as `sa` in a database, without a connection.
    public void administer(String database, String... statements) {
        var session = new Session(instance, new Socket());
        try {
            for (String statement : statements) {
                session.runAs(instance.administrator(database), statement);
            }
        } catch (SqlError e) {
            throw new IllegalStateException(e.number() + ": " + e.text(), e);
        }
    }

    /// Ends every session and listens again at the same port.
    public void restart() {
        stop();
        listener = bound(address);
        acceptor = accepting();
    }

    @Override
    public void close() {
        stop();
    }

    Instance instance() {
        return instance;
    }

    private void stop() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not stop listening", e);
        }
        awaitAcceptor();
        instance.sessions().forEach(Session::kill);
    }

    /// The port is free only once nobody waits at it any more.
    private void awaitAcceptor() {
        try {
            acceptor.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread accepting() {
        ServerSocket mine = listener;
        return Thread.ofVirtual().name("sql server double").start(() -> accept(mine));
    }

    private void accept(ServerSocket mine) {
        while (!mine.isClosed()) {
            try {
                Socket client = mine.accept();
                client.setTcpNoDelay(true);
                var session = new Session(instance, client);
                Thread.ofVirtual().name("sql server session").start(() -> session.serve(setup.encryption(), tls));
            } catch (IOException _) {
                // closed, or the client was gone already
            }
        }
    }

    private static ServerSocket bound(InetSocketAddress address) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(address);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not listen on " + address, e);
        }
    }
}
