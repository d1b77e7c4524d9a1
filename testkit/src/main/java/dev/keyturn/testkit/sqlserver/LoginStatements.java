// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.Optional;

/// `CREATE LOGIN`, `ALTER LOGIN` and `DROP LOGIN`.
final class LoginStatements {

    private final Session session;
    private final SqlTokens tokens;
    private final Instance instance;
    private final Identity identity;

    LoginStatements(Session session, SqlTokens tokens) {
        this.session = session;
        this.tokens = tokens;
        this.instance = session.instance();
        this.identity = session.identity();
    }

    /// The password of a statement.
    private record Given(String text, boolean hashed) {}

    void create(String name) throws SqlError {
        identity.need("ALTER ANY LOGIN");
        checkName(name);
        instance.logins().hold(name, session);
        if (instance.logins().find(name).isPresent()) {
            throw new SqlError(15025, 16, "The server principal '" + name + "' already exists.");
        }
        tokens.expect("with");
        Given given = given();
        String sid = instance.newSid();
        boolean policy = true;
        boolean expiration = false;
        while (tokens.accept(",")) {
            if (tokens.accept("sid", "=")) {
                sid = tokens.value().text();
            } else if (tokens.accept("check_policy", "=")) {
                policy = tokens.onOrOff();
            } else {
                tokens.expect("check_expiration", "=");
                expiration = tokens.onOrOff();
            }
        }
        Account.Checks checks = expiring(Account.Checks.of(policy), expiration);
        if (instance.logins().withSid(sid).isPresent()) {
            throw new SqlError(15433, 16, "Supplied parameter sid is in use.");
        }
        String stored = stored(name, given, policy);
        session.changed(instance.logins().put(Account.of(name, sid, Optional.of(stored), checks, instance.now())));
    }

    void alter(String name) throws SqlError {
        instance.logins().hold(name, session);
        Optional<Account> found = instance.logins().find(name);
        boolean own = found.filter(identity::is).isPresent();
        if (found.isEmpty() || !(own || identity.may("ALTER ANY LOGIN"))) {
            throw SqlError.noSuch("alter", "login", name);
        }
        Account login = found.orElseThrow();
        boolean powerful = login.roles().contains("sysadmin") || login.granted().contains("CONTROL SERVER");
        if (powerful && !identity.mayEverything()) {
            throw SqlError.noSuch("alter", "login", name);
        }
        Account next = altered(login);
        ServerTriggers.afterAlterLogin(session);
        session.changed(instance.logins().put(next));
    }

    void drop(String name) throws SqlError {
        instance.logins().hold(name, session);
        if (instance.logins().find(name).isEmpty() || !identity.may("ALTER ANY LOGIN")) {
            throw SqlError.noSuch("drop", "login", name);
        }
        boolean inUse = instance.sessions().stream()
                .anyMatch(other -> other.request().user().equalsIgnoreCase(name));
        if (inUse) {
            throw new SqlError(15434, 16, "Could not drop login '" + name + "' as the user is currently logged in.");
        }
        session.changed(instance.logins().remove(name));
    }

    private Account altered(Account login) throws SqlError {
        if (tokens.accept("enable")) {
            return login.disabled(false);
        } else if (tokens.accept("disable")) {
            return login.disabled(true);
        }
        tokens.expect("with");
        if (tokens.accept("check_policy", "=")) {
            return login.checked(Account.Checks.of(tokens.onOrOff())).badPasswords(0);
        } else if (tokens.accept("check_expiration", "=")) {
            return login.checked(expiring(Account.Checks.of(login.policyChecked()), tokens.onOrOff()));
        }
        Given given = given();
        boolean proven = tokens.accept("old_password", "=")
                && Passwords.matches(tokens.value().text(), login.hash().orElseThrow());
        if (!proven && !identity.may("ALTER ANY LOGIN")) {
            throw SqlError.noSuch("alter", "login", login.name());
        }
        String stored = stored(login.name(), given, login.policyChecked());
        Account next = login.withPassword(stored, instance.now());
        return tokens.accept("unlock") ? next.badPasswords(0) : next;
    }

    private static Account.Checks expiring(Account.Checks without, boolean expiration) throws SqlError {
        if (expiration && without == Account.Checks.NOTHING) {
            throw new SqlError(15122, 16, "The CHECK_EXPIRATION option cannot be used when CHECK_POLICY is OFF.");
        }
        return expiration ? Account.Checks.POLICY_AND_EXPIRATION : without;
    }

    private Given given() throws SqlError {
        tokens.expect("password", "=");
        String text = tokens.value().text();
        return new Given(text, tokens.accept("hashed"));
    }

    private String stored(String name, Given given, boolean policy) throws SqlError {
        if (given.hashed()) {
            // the documentation says that they do not go together; the number is a guess
            if (policy || !Passwords.isHash(given.text())) {
                throw new SqlError(15021, 16, "Invalid value given for parameter PASSWORD.");
            }
            return given.text();
        }
        Passwords.checkLength(given.text());
        if (policy) {
            Passwords.checkPolicy(name, given.text());
        }
        return Passwords.stored(given.text(), instance.random());
    }

    private static void checkName(String name) throws SqlError {
        if (name.isEmpty() || name.length() > 128 || name.contains("\\")) {
            throw new SqlError(15006, 16, "'" + name + "' is not a valid name because it contains invalid characters.");
        }
    }
}
