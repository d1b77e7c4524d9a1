// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.Optional;

/// Decides who gets in. To a client almost every reason looks the same: 18456.
final class Gate {

    private final Instance instance;

    Gate(Instance instance) {
        this.instance = instance;
    }

    /// @param database empty for the default
    record Entered(Identity identity, Database database) {}

    /// A user of a contained database comes before a login of the same name.
    Entered enter(LoginRequest request) throws SqlError {
        instance.failAsPlanned("login of " + request.user());
        String named = request.database().isEmpty() ? "master" : request.database();
        Optional<Database> database = instance.database(named);
        Optional<Account> user = database.filter(Database::isContained)
                .flatMap(home -> home.users().find(request.user()))
                .filter(account -> account.hash().isPresent());
        if (user.isPresent()) {
            return enterContained(request, database.orElseThrow(), user.orElseThrow());
        }
        Account login = loginOf(request);
        var identity = new Identity(instance, login.name(), Optional.empty());
        if (database.filter(identity::mayEnter).isEmpty()) {
            throw new SqlError(
                    4060, 11, "Cannot open database \"" + named + "\" requested by the login. The login failed.");
        }
        database.orElseThrow().checkReadable(instance);
        return new Entered(identity, database.orElseThrow());
    }

    private Entered enterContained(LoginRequest request, Database home, Account user) throws SqlError {
        home.checkReadable(instance);
        if (!Passwords.matches(request.password(), user.hash().orElseThrow())) {
            throw SqlError.loginFailed(request.user());
        }
        return new Entered(new Identity(instance, user.name(), Optional.of(home)), home);
    }

    /// Where nothing is locked out, nothing is counted: so it is assumed.
    private void countFailure(Account login) {
        if (login.policyChecked() && instance.locksOut()) {
            instance.logins().adjust(login.name(), now -> now.badPasswords(now.badPasswords() + 1));
        }
    }

    private Account loginOf(LoginRequest request) throws SqlError {
        instance.logins().awaitCommitted(request.user());
        Account login = instance.logins().find(request.user()).orElseThrow(() -> SqlError.loginFailed(request.user()));
        if (instance.isLocked(login)) {
            throw new SqlError(
                    18486,
                    14,
                    "Login failed for user '" + request.user()
                            + "' because the account is currently locked out. The system administrator can unlock it.");
        }
        if (!Passwords.matches(request.password(), login.hash().orElseThrow())) {
            countFailure(login);
            throw SqlError.loginFailed(request.user());
        }
        instance.logins().adjust(login.name(), now -> now.badPasswords(0));
        if (login.disabled()) {
            throw new SqlError(
                    18470, 14, "Login failed for user '" + request.user() + "'. Reason: The account is disabled.");
        }
        if (login.denied().contains("CONNECT SQL")) {
            throw SqlError.loginFailed(request.user());
        }
        return login;
    }
}
