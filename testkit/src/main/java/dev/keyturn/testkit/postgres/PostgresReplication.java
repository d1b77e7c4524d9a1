// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.postgres;

/// A primary and a standby that streams from it, made from a copy of the stopped primary's files.
public record PostgresReplication(PostgresServer primary, PostgresServer standby) implements AutoCloseable {

    public static PostgresReplication start(PostgresSetup setup) {
        var primary = PostgresServer.start(setup);
        try {
            primary.stop();
            var files = PostgresFiles.copyOf(primary.files());
            primary.restart();
            var following = setup.directive("primary_conninfo = 'host=127.0.0.1 port=" + primary.port() + " user="
                    + PostgresServer.SUPERUSER + " password=" + setup.superuserPassword() + "'");
            return new PostgresReplication(primary, PostgresServer.start(following, files));
        } catch (RuntimeException e) {
            primary.close();
            throw e;
        }
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
    }
}
