// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
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
import dev.keyturn.testkit.postgres.PostgresServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// A PostgreSQL server for the contract, behind a path that can fail: one of ours, or any that somebody names by
/// `postgresql://user:password@host:port/database`.
final class PostgresEngine implements EngineUnderTest {

    /// Environment variable that names a server. The role needs `CREATEROLE`; what it makes it drops again.
    static final String VARIABLE = "KEYTURN_TEST_POSTGRES_URL";

    private final Login login;
    private final String database;
    private final Optional<PostgresServer> server;
    private final FaultProxy proxy;

    private PostgresEngine(Login login, String database, InetSocketAddress address, Optional<PostgresServer> server) {
        this.login = login;
        this.database = database;
        this.server = server;
        this.proxy = FaultProxy.to(address);
    }

    static PostgresEngine of(int major) {
        PostgresServer server = Servers.of(major);
        var login = Login.of(new AccountName(Servers.ADMIN), Password.of(Servers.ADMIN_PASSWORD));
        return new PostgresEngine(login, "postgres", server.address(), Optional.of(server));
    }

    static PostgresEngine fromEnvironment() {
        var url = URI.create(System.getenv(VARIABLE));
        String[] user = url.getUserInfo().split(":", 2);
        return new PostgresEngine(
                Login.of(new AccountName(user[0]), Password.of(user[1])),
                url.getPath().substring(1),
                new InetSocketAddress(url.getHost(), url.getPort()),
                Optional.empty());
    }

    @Override
    public String version() {
        var properties = new Properties();
        properties.setProperty("user", login.account().value());
        properties.setProperty("password", login.password().orElseThrow().reveal());
        String url = "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + database;
        try (var connection = DriverManager.getConnection(url, properties)) {
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
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
        return new Connection(new Endpoint("127.0.0.1", proxy.port()), Optional.of(database), new Tls.Off(), List.of());
    }

    @Override
    public Logins logins() {
        return () -> List.of(login);
    }

    @Override
    public Credential candidate() {
        return Servers.made(new AccountRules(List.of(), Optional.empty(), List.of(), Optional.empty(), true));
    }

    @Override
    public boolean keepsTwoPasswords() {
        return false;
    }

    @Override
    public List<FaultyPath> paths() {
        return List.of(new ProxiedPath(proxy));
    }

    @Override
    public Optional<Runnable> restart() {
        return server.map(ours -> ours::restart);
    }

    /// A server of ours is for the other tests of its version too.
    @Override
    public void close() {
        proxy.close();
    }
}
