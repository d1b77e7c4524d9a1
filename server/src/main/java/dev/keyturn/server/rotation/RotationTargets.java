// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.CandidateSource;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.rotation.BootState;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationPorts;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.sql.Database;
import java.time.InstantSource;
import java.util.Optional;

/// The ports of the server's rotations: the target of their connection, and candidates by their parameters, both as
/// they are stored at the moment they are asked for.
public final class RotationTargets {
    private final Database database;
    private final RotationTable rotations;
    private final ConnectionTable connections;
    private final ConnectionLogins logins;
    private final PasswordGenerator generator;
    private final TargetSurvey survey;

    RotationTargets(
            Database database,
            RotationTable rotations,
            ConnectionTable connections,
            ConnectionLogins logins,
            PasswordGenerator generator,
            InstantSource clock) {
        this.database = database;
        this.rotations = rotations;
        this.connections = connections;
        this.logins = logins;
        this.generator = generator;
        this.survey = new TargetSurvey(logins, clock);
    }

    /// The ports of a rotation that is stored.
    RotationPorts of(RotationId id) {
        return database.read(session -> {
            RotationRow row = rotations
                    .find(session, id)
                    .orElseThrow(() -> new IllegalStateException("rotation " + id + " is gone"));
            AppConnection connection = connections
                    .find(session, row.settings().connection())
                    .orElseThrow(() -> new IllegalStateException("the connection of rotation " + id + " is gone"));
            return of(id, connection, row.settings().accounts());
        });
    }

    /// The ports of a rotation whose row does not exist yet.
    public RotationPorts of(RotationId id, AppConnection connection, AccountSettings accounts) {
        return new RotationPorts(
                deadline -> logins.open(connection, id.value(), deadline),
                candidates(connection, accounts),
                BootState.none());
    }

    private CandidateSource candidates(AppConnection connection, AccountSettings accounts) {
        return switch (accounts.parameters()) {
            case RedisParameters parameters -> new FreshAccounts(parameters, generator);
            case SqlParameters parameters -> named(connection, parameters, accounts);
        };
    }

    private NamedAccounts named(AppConnection connection, SqlParameters parameters, AccountSettings accounts) {
        TargetDriver driver = logins.driver(connection.app()).orElseThrow();
        return new NamedAccounts(parameters, accounts.setup(), survey.presence(connection), driver::key, generator);
    }

    /// The credential that would come next, but for its password, which is a stand-in: to ask a target about.
    public Credential outline(AppConnection connection, AccountSettings accounts, CredentialSet set) {
        return switch (accounts.parameters()) {
            case RedisParameters parameters -> new FreshAccounts(parameters, generator).outline(set);
            case SqlParameters parameters ->
                named(connection, parameters, accounts).outline(set);
        };
    }

    /// An account to ask a target about.
    public static Credential outline(AccountName account, AccountRules rules) {
        return Outline.of(account, rules.createMissing() ? Origin.MADE : Origin.FOUND, 1, rules);
    }

    /// Whether this is no account, but stands for one whose name a run draws.
    public static boolean isDrawn(AccountName account) {
        return account.equals(Outline.DRAWN);
    }

    /// What the target says before a rotation is made there.
    ///
    /// @throws TargetException it cannot be asked
    public Prospect survey(AppConnection connection, AccountSettings accounts, Deadline deadline)
            throws TargetException {
        return survey.of(connection, accounts, deadline);
    }

    /// What tells the target of a connection from every other, if it has something.
    ///
    /// @throws TargetException it cannot be asked
    public Optional<String> fingerprint(AppConnection connection, Deadline deadline) throws TargetException {
        return survey.fingerprint(connection, deadline);
    }

    /// A credential that exists, to begin with. Its account is never ours to remove.
    public Credential found(AccountSettings accounts, AccountName account, Password password) {
        AccountRules rules = switch (accounts.parameters()) {
            case RedisParameters _ -> AccountRules.none();
            case SqlParameters parameters -> NamedAccounts.rules(parameters, accounts.setup());
        };
        return new Credential(account, Credential.Origin.FOUND, password, 1, generator.salt(), rules);
    }

    /// A salt for a credential that a person brings.
    public Salt salt() {
        return generator.salt();
    }

    /// Logs in with `credential` on every required node of a connection. Changes nothing and takes no lease.
    ///
    /// @return why it does not log in, if so
    public Optional<Failure> check(AppConnection connection, Credential credential, Deadline deadline) {
        try (Target target = logins.open(connection, "check", deadline)) {
            for (Node node : target.nodes().required()) {
                Optional<Failure> refused = check(target, node, credential);
                if (refused.isPresent()) {
                    return refused;
                }
            }
            return Optional.empty();
        } catch (TargetException trouble) {
            return Optional.of(failure(trouble, trouble.node()));
        }
    }

    private static Optional<Failure> check(Target target, Node node, Credential credential) {
        try {
            target.verify(node, credential);
            return Optional.empty();
        } catch (TargetException trouble) {
            return Optional.of(failure(trouble, Optional.of(node.address())));
        }
    }

    private static Failure failure(TargetException trouble, Optional<String> node) {
        return new Failure(Step.VERIFY, node, trouble.code(), String.valueOf(trouble.getMessage()));
    }
}
