// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import dev.keyturn.e2e.process.Packaged;
import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.process.RunningProcess;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/// The stand-in for SQL Server, as a process of its own.
record MssqlEngine(RunningProcess process, int port) implements SqlEngine {

    private static final String SA_PASSWORD = "Chief-of-the-double-1";
    private static final String ANNOUNCES = "port ";
    private static final Duration START = Duration.ofSeconds(60);

    static MssqlEngine start() {
        var command = new ProcessBuilder(
                Packaged.java().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SqlServerDouble.class.getName());
        command.environment().put(SqlServerDouble.PASSWORD_VARIABLE, SA_PASSWORD);
        var process = RunningProcess.start("sql server double", command);
        String line = process.awaitLine(said -> said.startsWith(ANNOUNCES), Deadline.in(START))
                .orElseThrow(() -> new IllegalStateException("The double did not start: " + process.log()));
        var engine = new MssqlEngine(process, Integer.parseInt(line.substring(ANNOUNCES.length())));
        engine.administer("master", "CREATE DATABASE orders");
        engine.makeUser(ADMIN, ADMINS_PASSWORD);
        engine.makeAdmin(ADMIN);
        return engine;
    }

    @Override
    public void makeAdmin(String name) {
        administer(
                "master",
                "GRANT ALTER ANY LOGIN TO " + name,
                "GRANT VIEW SERVER STATE TO " + name,
                "GRANT ALTER ANY CONNECTION TO " + name);
    }

    @Override
    public String app() {
        return "mssql";
    }

    @Override
    public String database() {
        return "orders";
    }

    @Override
    public void makeUser(String name, String password) {
        administer("master", "CREATE LOGIN " + name + " WITH PASSWORD = '" + password + "'");
        administer("orders", "CREATE USER " + name + " FOR LOGIN " + name);
    }

    @Override
    public boolean accepts(String user, String password) {
        try (var connection = connect(database(), user, password)) {
            return connection.isValid(0);
        } catch (SQLException _) {
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private void administer(String database, String... statements) {
        try (var connection = connect(database, "sa", SA_PASSWORD);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                var _ = statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The double refused its sa: " + e.getMessage(), e);
        }
    }

    private Connection connect(String database, String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("serverName", "127.0.0.1");
        properties.setProperty("portNumber", String.valueOf(port));
        properties.setProperty("databaseName", database);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("encrypt", "false");
        return DriverManager.getConnection("jdbc:sqlserver://", properties);
    }
}
