// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import dev.keyturn.testkit.mariadb.MariaDbBinaries;
import dev.keyturn.testkit.mariadb.MariaDbServer;
import dev.keyturn.testkit.mariadb.MariaDbSetup;

/// The MariaDB of this machine's package, reached through connections for MySQL.
record MariaDbEngine(MariaDbServer server) implements SqlEngine {

    /// Set to `system`, it runs what needs the machine's package.
    static final String PROPERTY = "keyturn.mariadb";

    static final String MISSING = "not run: it needs Debian's package mariadb-server; -Dkeyturn.mariadb=system runs it";

    static MariaDbEngine start() {
        var server = MariaDbServer.start(MariaDbSetup.with(MariaDbBinaries.installed()));
        server.admin("CREATE DATABASE shop");
        var engine = new MariaDbEngine(server);
        engine.makeUser(ADMIN, ADMINS_PASSWORD);
        engine.makeAdmin(ADMIN);
        return engine;
    }

    @Override
    public void makeAdmin(String name) {
        server.admin(
                "GRANT CREATE USER, PROCESS, CONNECTION ADMIN ON *.* TO " + name + "@'%'",
                "GRANT SELECT ON mysql.global_priv TO " + name + "@'%'");
    }

    @Override
    public String app() {
        return "mysql";
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String database() {
        return "shop";
    }

    @Override
    public void makeUser(String name, String password) {
        server.admin(
                "CREATE USER " + name + "@'%' IDENTIFIED BY '" + password + "'",
                "GRANT SELECT ON shop.* TO " + name + "@'%'");
    }

    @Override
    public boolean accepts(String user, String password) {
        return server.accepts(user, password);
    }

    @Override
    public void close() {
        server.close();
    }
}
