// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

/// A server of SQL users with the administrator [#ADMIN], who is no superuser, in a process of its own.
interface SqlEngine extends AutoCloseable {

    String ADMIN = "rotator";

    /// Keeps every rule about passwords that the engines have, and needs no quoting.
    String ADMINS_PASSWORD = "Administers-0thers";

    /// What the slug of its connections is: `mssql`.
    String app();

    int port();

    /// The database that connections name, where the users that [#makeUser] makes may log in.
    String database();

    void makeUser(String name, String password);

    /// Gives a user what [#ADMIN] has.
    void makeAdmin(String name);

    /// Whether a real login with this name and password succeeds now.
    boolean accepts(String user, String password);

    @Override
    void close();
}
