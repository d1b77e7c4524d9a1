// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
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
import dev.keyturn.testkit.sqlserver.AvailabilityGroup;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/// A SQL Server for the contract, behind paths that can fail: doubles, or any real one that somebody names by
/// `sqlserver://user:password@host:port/database`.
final class SqlServerEngine implements EngineUnderTest {

    /// Environment variable that names a server. The login needs what the engine's page asks for; logins that the tests
    /// make stay there, disabled.
    static final String VARIABLE = "KEYTURN_TEST_MSSQL_URL";

    private final SqlServerDriver driver = Servers.driver();
    private final Login login;
    private final String database;
    private final List<SqlServerDouble> doubles;
    private final List<FaultProxy> proxies;

    private SqlServerEngine(
            Login login, String database, List<InetSocketAddress> addresses, List<SqlServerDouble> doubles) {
        this.login = login;
        this.database = database;
        this.doubles = doubles;
        this.proxies = addresses.stream().map(FaultProxy::to).toList();
    }

    /// Wrong passwords are told by the login alone.
    static SqlServerEngine alone() {
        return of(List.of(Servers.start(Servers.SETUP.locksOutAfter(0))));
    }

    /// Wrong passwords are told by the hash that the administrator may read, so that none locks an account out.
    static SqlServerEngine thatShowsHashes() {
        SqlServerDouble server = Servers.start(Servers.SETUP.locksOutAfter(2));
        server.administer("master", "GRANT VIEW ANY CRYPTOGRAPHICALLY SECURED DEFINITION TO " + Servers.ADMIN);
        return of(List.of(server));
    }

    static SqlServerEngine contained() {
        SqlServerDouble server = SqlServerDouble.start(Servers.SETUP);
        server.administer("master", "CREATE DATABASE " + Servers.DATABASE + " CONTAINMENT = PARTIAL");
        Servers.admit(server, true);
        return of(List.of(server));
    }

    static SqlServerEngine group(boolean contained) {
        SqlServerDouble first = SqlServerDouble.start(Servers.SETUP.locksOutAfter(0));
        SqlServerDouble second = SqlServerDouble.start(Servers.SETUP.locksOutAfter(0));
        var _ = AvailabilityGroup.of(Servers.DATABASE, contained, true, List.of(first, second));
        Servers.admit(first, true);
        Servers.admit(second, false);
        return of(List.of(first, second));
    }

    static SqlServerEngine fromEnvironment() {
        var url = URI.create(System.getenv(VARIABLE));
        String[] user = url.getUserInfo().split(":", 2);
        return new SqlServerEngine(
                Login.of(new AccountName(user[0]), Password.of(user[1])),
                url.getPath().substring(1),
                List.of(new InetSocketAddress(url.getHost(), url.getPort())),
                List.of());
    }

    private static SqlServerEngine of(List<SqlServerDouble> doubles) {
        return new SqlServerEngine(
                Login.of(new AccountName(Servers.ADMIN), Password.of(Servers.ADMIN_PASSWORD)),
                Servers.DATABASE,
                doubles.stream().map(SqlServerDouble::address).toList(),
                doubles);
    }

    @Override
    public String version() {
        var properties = new Properties();
        properties.setProperty("serverName", "127.0.0.1");
        properties.setProperty("portNumber", String.valueOf(proxies.getFirst().port()));
        properties.setProperty("user", login.account().value());
        properties.setProperty("password", login.password().orElseThrow().reveal());
        properties.setProperty("encrypt", "false");
        try (var connection = Objects.requireNonNull(new SQLServerDriver().connect("jdbc:sqlserver://", properties));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT @@VERSION")) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "SQL Server";
        } catch (SQLException e) {
            throw new IllegalStateException("the server under test lets nobody in: " + e.getMessage(), e);
        }
    }

    @Override
    public TargetDriver driver() {
        return driver;
    }

    @Override
    public Connection connection() {
        List<Endpoint> hosts = proxies.stream()
                .map(proxy -> new Endpoint("127.0.0.1", proxy.port()))
                .toList();
        return new Connection(hosts.getFirst(), Optional.of(database), new Tls.Off(), hosts.subList(1, hosts.size()));
    }

    @Override
    public Logins logins() {
        return () -> List.of(login);
    }

    @Override
    public Credential candidate() {
        return Servers.made();
    }

    @Override
    public boolean keepsTwoPasswords() {
        return false;
    }

    @Override
    public List<FaultyPath> paths() {
        return proxies.stream().<FaultyPath>map(ProxiedPath::new).toList();
    }

    @Override
    public Optional<Runnable> restart() {
        return doubles.isEmpty() ? Optional.empty() : Optional.of(() -> doubles.forEach(SqlServerDouble::restart));
    }

    @Override
    public void close() {
        proxies.forEach(FaultProxy::close);
        doubles.forEach(SqlServerDouble::close);
    }
}
