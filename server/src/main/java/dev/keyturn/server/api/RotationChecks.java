// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.rotation.AccountTaken;
import dev.keyturn.server.rotation.Prospect;
import dev.keyturn.server.rotation.RotationSettings;
import dev.keyturn.server.rotation.RotationTargets;
import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.rotation.RunMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is asked before a rotation is made or changed (API contract §2.2, §2.8), of its connection and of the
/// target. Changes nothing.
final class RotationChecks {
    private static final Logger LOG = LoggerFactory.getLogger(RotationChecks.class);

    private final RotationLookup lookup;
    private final ConnectionUse connections;
    private final ConnectionLogins logins;
    private final RotationTargets targets;
    private final InstantSource clock;

    RotationChecks(
            RotationLookup lookup,
            ConnectionUse connections,
            ConnectionLogins logins,
            RotationTargets targets,
            InstantSource clock) {
        this.lookup = lookup;
        this.connections = connections;
        this.logins = logins;
        this.targets = targets;
        this.clock = clock;
    }

    /// @throws ApiError 404 if the type is not offered
    TargetDriver driver(RotationType type) {
        return logins.driver(type.app())
                .orElseThrow(() ->
                        ApiError.notFound("Rotations of type \"%s\" are not offered: this server has no driver for %s"
                                .formatted(type.slug(), type.app().displayName())));
    }

    /// The connection for a rotation of that type.
    ///
    /// @throws ApiError 404 or 403 if the caller may not use it, 400 if it is for another engine
    AppConnection connection(Caller caller, ConnectionId id, ProjectAccess access, RotationType type) {
        AppConnection connection = connections.forRotation(caller, id, access);
        if (!connection.app().equals(type.app())) {
            throw ApiError.badRequest("App connection \"%s\" is for %s; a rotation of type \"%s\" needs one for %s"
                    .formatted(
                            connection.name(),
                            connection.app().displayName(),
                            type.slug(),
                            type.app().displayName()));
        }
        return connection;
    }

    static void requireDistinct(RotationSettings settings) {
        settings.mapping().repeated().ifPresent(name -> {
            throw ApiError.badRequest(
                    "The secrets of secretsMapping must have different names; \"%s\" is given twice".formatted(name));
        });
    }

    /// A rotation of the account that it logs in with would lock itself out.
    void requireNotOwnUser(AppConnection connection, List<AccountName> accounts) {
        TargetDriver driver = logins.driver(connection.app()).orElseThrow();
        AccountName own = connection.credentials().username();
        for (AccountName account : accounts) {
            if (driver.key(account).equals(driver.key(own))) {
                throw ApiError.badRequest(
                        "\"%s\" is the user of app connection \"%s\" itself: its rotation would lock itself out. Use"
                                        .formatted(account, connection.name())
                                + " another user, or a connection of another administrator.");
            }
        }
    }

    /// A statement runs as the connection's administrator, so it is for who may change that.
    ///
    /// @throws ApiError 403 if the caller may not edit the connection
    void requireStatementRight(Caller caller, AppConnection connection, RotationSettings settings) {
        if (settings.parameters().statement().isPresent()) {
            connections.require(caller, connection, Action.EDIT);
        }
    }

    /// Notes who set which statement.
    static void noteStatement(Caller caller, RotationId id, RotationSettings settings) {
        settings.parameters()
                .statement()
                .ifPresent(text -> LOG.atInfo()
                        .addKeyValue("rotation", id.value())
                        .addKeyValue("connection", settings.connection().value())
                        .addKeyValue("identity", caller.identity().value())
                        .addKeyValue("statement", text)
                        .log("rotation statement set"));
    }

    /// What the target says beforehand.
    ///
    /// @throws ApiError 400 if it cannot be asked
    Prospect survey(RotationSettings settings, AppConnection connection, Instant until) {
        try {
            return targets.survey(connection, settings.accounts(), Deadline.at(until, clock));
        } catch (TargetException refused) {
            throw unasked(settings.type(), connection, refused);
        }
    }

    /// @throws ApiError 400 if the target cannot be asked
    Optional<String> fingerprint(RotationType type, AppConnection connection, Instant until) {
        try {
            return targets.fingerprint(connection, Deadline.at(until, clock));
        } catch (TargetException refused) {
            throw unasked(type, connection, refused);
        }
    }

    private static ApiError unasked(RotationType type, AppConnection connection, TargetException refused) {
        String node = refused.node().orElse(connection.credentials().endpoint().toString());
        var why = new Failure(Step.CHECK, Optional.of(node), refused.code(), String.valueOf(refused.getMessage()));
        return ApiError.badRequest(RunMessage.of(type, why, connection.secrets()));
    }

    /// Names the other rotation only to who may read it.
    ApiError accountTaken(Caller caller, AccountTaken taken) {
        String owner = taken.owner()
                .flatMap(id -> lookup.nameFor(caller, id))
                .map("rotation \"%s\""::formatted)
                .orElse("another rotation");
        return ApiError.badRequest("The account \"%s\" on this target belongs to %s; an account has one rotation"
                .formatted(taken.account(), owner));
    }
}
