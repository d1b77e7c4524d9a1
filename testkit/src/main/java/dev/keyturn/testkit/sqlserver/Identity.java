// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.Optional;

/// Who a session is, and what that may do. Looked up each time: rights come and go during a session.
///
/// @param name      of a login, or of a user of `home`
/// @param home      the database that a contained user is of; empty for a login
record Identity(Instance instance, String name, Optional<Database> home) {

    private static final String EVERYTHING = "CONTROL SERVER";

    boolean isContained() {
        return home.isPresent();
    }

    Optional<Account> login() {
        return isContained() ? Optional.empty() : instance.logins().find(name);
    }

    /// As a user of `database`; empty for one who is no user of it.
    Optional<Account> user(Database database) {
        if (isContained()) {
            return home.orElseThrow().equals(database) ? database.users().find(name) : Optional.empty();
        }
        return login().flatMap(login -> database.users().withSid(login.sid()));
    }

    boolean mayEverything() {
        return login().filter(login ->
                        login.roles().contains("sysadmin") || login.granted().contains(EVERYTHING))
                .isPresent();
    }

    boolean mayEnter(Database database) {
        return mayEverything() || user(database).isPresent() || (!isContained() && database.isOpenToGuests());
    }

    /// A right on the server, in capitals.
    boolean may(String right) {
        return mayEverything()
                || login().filter(login -> login.granted().contains(right)
                                || (right.equals("ALTER ANY LOGIN")
                                        && login.roles().contains("securityadmin"))
                                || (right.equals("VIEW ANY DEFINITION")
                                        && login.granted().contains("ALTER ANY LOGIN")))
                        .isPresent();
    }

    /// A right in a database, in capitals.
    boolean may(String right, Database database) {
        return mayEverything()
                || user(database)
                        .filter(user -> user.roles().contains("db_owner")
                                || user.granted().contains(right))
                        .isPresent();
    }

    boolean is(Account login) {
        return !isContained() && Datum.folded(login.name()).equals(Datum.folded(name));
    }

    void need(String right) throws SqlError {
        if (!may(right)) {
            throw SqlError.noPermission();
        }
    }
}
