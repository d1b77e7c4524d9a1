// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.rotation.AccountTaken;
import dev.keyturn.server.rotation.ManagedAccounts;
import dev.keyturn.server.rotation.ManagedAccounts.Change;
import dev.keyturn.server.rotation.Prospect;
import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.rotation.RunMessage;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Connections whose own password nobody but the server knows (API contract §6), in the API's words.
record PlatformManagement(
        Database database,
        ConnectionTable table,
        ConnectionLogins logins,
        ManagedAccounts accounts,
        InstantSource clock) {

    /// Which engines have administrators whose password can be changed.
    static boolean supports(TargetType app) {
        return RotationType.ALL.stream().anyMatch(type -> type.app().equals(app) && type.isSql());
    }

    /// What the target says beforehand, once nobody else is found to depend on the password.
    ///
    /// @throws ApiError 400 if somebody does, or the target cannot be asked
    Prospect survey(AppConnection connection) {
        requireAlone(connection);
        Instant until = RunAnswers.until(clock);
        try {
            return accounts.survey(connection, Deadline.at(until, clock));
        } catch (TargetException refused) {
            throw ApiError.badRequest(RunMessage.safe(
                    "%s connection test failed: %s".formatted(connection.app().displayName(), refused.getMessage()),
                    connection.secrets()));
        }
    }

    /// Another connection that logs in with the same account would lose its access.
    private void requireAlone(AppConnection connection) {
        TargetDriver driver = logins.driver(connection.app()).orElseThrow();
        String account = driver.key(connection.credentials().username());
        boolean shared = database.read(table::list).stream()
                .filter(other ->
                        !other.id().equals(connection.id()) && other.app().equals(connection.app()))
                .filter(other -> other.credentials()
                        .endpoint()
                        .equals(connection.credentials().endpoint()))
                .anyMatch(other -> driver.key(other.credentials().username()).equals(account));
        if (shared) {
            throw ApiError.badRequest(
                    "\"%s\" cannot be platform-managed: another app connection logs in with it on the same target, and would lose its access. Give each an account of its own."
                            .formatted(connection.credentials().username()));
        }
    }

    /// In the transaction that stores the connection.
    ///
    /// @throws ApiError 400 if its password is being changed, or the account has another owner
    void take(Session session, AppConnection connection, Prospect prospect) {
        try {
            if (!accounts.take(session, connection, prospect)) {
                throw busy(connection);
            }
        } catch (AccountTaken taken) {
            throw ApiError.badRequest(
                    "\"%s\" cannot be platform-managed: a rotation, or another app connection, owns the account on that target"
                            .formatted(taken.account()));
        }
    }

    /// @throws ApiError 400 if its password is being changed
    void leave(Session session, AppConnection connection) {
        if (!accounts.leave(session, connection.id())) {
            throw busy(connection);
        }
    }

    /// Its last password would go with the row, and nobody could finish the change.
    ///
    /// @throws ApiError 400 if its password is being changed
    void requireQuiet(Session session, AppConnection connection) {
        if (connection.isPlatformManaged() && accounts.isBusy(session, connection.id())) {
            throw busy(connection);
        }
    }

    /// Changes the password of a stored connection.
    ///
    /// @return why not, if the target refused; what it does not answer is found out later
    Optional<String> change(AppConnection connection) {
        return switch (accounts.change(connection.id(), RunAnswers.until(clock))) {
            case Change.Done _, Change.Open _ -> Optional.empty();
            case Change.Refused(var why) ->
                Optional.of(RunMessage.safe(
                        "The password of \"%s\" could not be changed at step %s"
                                .formatted(connection.credentials().username(), why),
                        connection.secrets()));
        };
    }

    private static ApiError busy(AppConnection connection) {
        return ApiError.badRequest("The password of app connection \"%s\" is being changed; try again in a moment"
                .formatted(connection.name()));
    }
}
