// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.Locale;
import java.util.Optional;

/// `CREATE`, `ALTER` and `DROP` of logins, users, roles, databases and triggers, and `GRANT`, `DENY` and `REVOKE`.
final class AccountStatements {

    private final Session session;
    private final SqlTokens tokens;
    private final Instance instance;
    private final Identity identity;

    AccountStatements(Session session, SqlTokens tokens) {
        this.session = session;
        this.tokens = tokens;
        this.instance = session.instance();
        this.identity = session.identity();
    }

    void run() throws SqlError {
        if (tokens.accept("create", "login")) {
            new LoginStatements(session, tokens).create(tokens.name());
        } else if (tokens.accept("alter", "login")) {
            new LoginStatements(session, tokens).alter(tokens.name());
        } else if (tokens.accept("drop", "login")) {
            new LoginStatements(session, tokens).drop(tokens.name());
        } else if (tokens.accept("create", "trigger")) {
            new ServerTriggers(session, tokens).create(tokens.name());
        } else if (tokens.accept("drop", "trigger")) {
            new ServerTriggers(session, tokens).drop(tokens.name());
        } else if (tokens.accept("create", "user")) {
            createUser(tokens.name());
        } else if (tokens.accept("alter", "user")) {
            alterUser(tokens.name());
        } else if (tokens.accept("create", "database")) {
            createDatabase(tokens.name());
        } else if (tokens.accept("create", "role")) {
            createRole(tokens.word());
        } else if (tokens.accept("alter", "role")) {
            addMember(tokens.word());
        } else if (tokens.accept("alter", "server", "role")) {
            addServerMember(tokens.word());
        } else if (tokens.accept("grant")) {
            right(Verb.GRANT);
        } else if (tokens.accept("deny")) {
            right(Verb.DENY);
        } else if (tokens.accept("revoke")) {
            right(Verb.REVOKE);
        } else {
            throw tokens.unexpected();
        }
    }

    private enum Verb {
        GRANT,
        DENY,
        REVOKE
    }

    private void createUser(String name) throws SqlError {
        Database database = writable("ALTER ANY USER");
        if (database.users().find(name).isPresent()) {
            throw new SqlError(
                    15023, 16, "User, group, or role '" + name + "' already exists in the current database.");
        }
        if (tokens.accept("with")) {
            if (!database.isContained()) {
                throw new SqlError(33233, 16, "You can only create a user with a password in a contained database.");
            }
            String stored = passwordFor(name);
            session.changed(database.users()
                    .put(Account.of(
                            name, instance.newSid(), Optional.of(stored), Account.Checks.NOTHING, instance.now())));
            return;
        }
        String login = tokens.accept("for", "login") ? tokens.name() : name;
        Optional<Account> found = instance.logins().find(login);
        if (found.isEmpty()) {
            throw new SqlError(15007, 16, "'" + login + "' is not a valid login or you do not have permission.");
        }
        session.changed(database.users()
                .put(Account.of(
                        name, found.orElseThrow().sid(), Optional.empty(), Account.Checks.NOTHING, instance.now())));
    }

    private void alterUser(String name) throws SqlError {
        Database database = session.database();
        database.checkWritable(instance);
        Optional<Account> user = database.users().find(name);
        if (user.isEmpty() || !identity.may("ALTER ANY USER", database)) {
            throw SqlError.noSuch("alter", "user", name);
        }
        tokens.expect("with");
        if (user.orElseThrow().hash().isEmpty()) {
            throw new SqlError(33234, 16, "The parameter PASSWORD cannot be provided for users that have logins.");
        }
        String stored = passwordFor(name);
        session.changed(database.users().put(user.orElseThrow().withPassword(stored, instance.now())));
    }

    private String passwordFor(String name) throws SqlError {
        tokens.expect("password", "=");
        String password = tokens.value().text();
        Passwords.checkLength(password);
        Passwords.checkPolicy(name, password);
        return Passwords.stored(password, instance.random());
    }

    private void createDatabase(String name) throws SqlError {
        identity.need("CREATE ANY DATABASE");
        boolean contained = tokens.accept("containment", "=", "partial");
        if (instance.database(name).isPresent()) {
            throw new SqlError(1801, 16, "Database '" + name + "' already exists. Choose a different database name.");
        }
        var database = new Database(name, contained, false);
        instance.add(database);
        session.changed(new Change.OfDatabase(instance, database));
    }

    private void createRole(String role) throws SqlError {
        Database database = writable("ALTER ANY ROLE");
        if (database.roles().add(role)) {
            session.changed(new Change.OfRole(database, role));
        }
    }

    private void addMember(String role) throws SqlError {
        tokens.expect("add", "member");
        String name = tokens.name();
        Database database = writable("ALTER ANY ROLE");
        Optional<Account> user = database.users().find(name);
        if (!database.roles().contains(role) || user.isEmpty()) {
            throw SqlError.noSuch("alter", "role", role);
        }
        session.changed(database.users().put(user.orElseThrow().inRole(role)));
    }

    private void addServerMember(String role) throws SqlError {
        tokens.expect("add", "member");
        String name = tokens.name();
        identity.need("CONTROL SERVER");
        Account login = instance.logins().find(name).orElseThrow(() -> SqlError.noSuch("alter", "role", role));
        session.changed(instance.logins().put(login.inRole(role)));
    }

    /// Rights of the server go to logins, those of a database to its users.
    private void right(Verb verb) throws SqlError {
        var right = new StringBuilder(tokens.word());
        while (!tokens.accept("to") && !tokens.accept("from")) {
            right.append(' ').append(tokens.word());
        }
        String named = right.toString().toUpperCase(Locale.ROOT);
        String name = tokens.name();
        boolean ofServer = Functions.isServerRight(named);
        if (ofServer ? !identity.mayEverything() : !identity.may("CONTROL", session.database())) {
            throw new SqlError(4613, 16, "Grantor does not have GRANT permission.");
        }
        Accounts accounts = ofServer ? instance.logins() : session.database().users();
        Account account = accounts.find(name)
                .orElseThrow(() -> new SqlError(
                        15151,
                        16,
                        "Cannot find the user '" + name
                                + "', because it does not exist or you do not have permission."));
        session.changed(accounts.put(
                switch (verb) {
                    case GRANT -> account.granted(named);
                    case DENY -> account.denied(named);
                    case REVOKE -> account.revoked(named);
                }));
    }

    private Database writable(String right) throws SqlError {
        Database database = session.database();
        database.checkWritable(instance);
        if (!identity.may(right, database)) {
            throw SqlError.noPermission();
        }
        return database;
    }
}
