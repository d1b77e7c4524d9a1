// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.EngineUnderTest;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.Tls;
import dev.keyturn.targets.net.ProxiedPath;
import dev.keyturn.testkit.fault.FaultProxy;
import dev.keyturn.testkit.mariadb.MariaDbServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// A server for the contract, behind a path that can fail: one of ours, or any that somebody names by
/// `mysql://user:password@host:port` (`mysqls` for TLS that is not verified).
final class MySqlEngine implements EngineUnderTest {

    /// Environment variables that name a server. The user needs `CREATE USER`, `PROCESS` and `SELECT` on the
    /// catalogue; what it makes it drops again.
    static final String MARIADB = "KEYTURN_TEST_MARIADB_URL";

    static final String MYSQL = "KEYTURN_TEST_MYSQL_URL";

    private final Login login;
    private final Tls tls;
    private final Optional<MariaDbServer> server;
    private final FaultProxy proxy;

    private MySqlEngine(Login login, Tls tls, InetSocketAddress address, Optional<MariaDbServer> server) {
        this.login = login;
        this.tls = tls;
        this.server = server;
        this.proxy = FaultProxy.to(address);
    }

    static MySqlEngine of(MariaDbServer server) {
        var login = Login.of(new AccountName(Servers.ADMIN), Password.of(Servers.ADMIN_PASSWORD));
        return new MySqlEngine(login, new Tls.Off(), server.address(), Optional.of(server));
    }

    static MySqlEngine fromEnvironment(String variable) {
        var url = URI.create(System.getenv(variable));
        String[] user = url.getUserInfo().split(":", 2);
        Tls tls = url.getScheme().endsWith("s") ? new Tls.On(false, Optional.empty()) : new Tls.Off();
        return new MySqlEngine(
                Login.of(new AccountName(user[0]), Password.of(user[1])),
                tls,
                new InetSocketAddress(url.getHost(), url.getPort()),
                Optional.empty());
    }

    @Override
    public String version() {
        var properties = new Properties();
        properties.setProperty("user", login.account().value());
        properties.setProperty("password", login.password().orElseThrow().reveal());
        properties.setProperty("sslMode", tls instanceof Tls.On ? "trust" : "disable");
        try (var connection =
                DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + proxy.port() + "/", properties)) {
            return connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException("the server under test lets nobody in: " + e.getMessage(), e);
        }
    }

    @Override
    public TargetDriver driver() {
        return Servers.DRIVER;
    }

    @Override
    public Connection connection() {
        return new Connection(new Endpoint("127.0.0.1", proxy.port()), Optional.empty(), tls, List.of());
    }

    @Override
    public Logins logins() {
        return () -> List.of(login);
    }

    @Override
    public Credential candidate() {
        return Servers.made();
    }

    /// MySQL does from 8.0.14.
    @Override
    public boolean keepsTwoPasswords() {
        return true;
    }

    @Override
    public List<FaultyPath> paths() {
        return List.of(new ProxiedPath(proxy));
    }

    @Override
    public Optional<Runnable> restart() {
        return server.map(ours -> ours::restart);
    }

    /// A server of ours is for the other tests too.
    @Override
    public void close() {
        proxy.close();
    }
}
