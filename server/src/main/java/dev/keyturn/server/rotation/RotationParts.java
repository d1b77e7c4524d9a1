// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.rotation.RotationListener;
import dev.keyturn.core.rotation.Rotator;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.secret.MappedSecrets;
import dev.keyturn.server.sql.Database;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// What the server has of rotations, put together: the store, the doors to read, edit and run them, and their targets.
public record RotationParts(
        SqlRotationStore store,
        Rotations rotations,
        RotationEdits edits,
        RotationMoves moves,
        RotationRuns runs,
        RotationTargets targets,
        RotationTerms terms,
        ManagedAccounts managed) {

    /// What the parts are made of.
    ///
    /// @param actor who sent the request that a thread answers
    public record Ground(
            Database database,
            Keyring keyring,
            MappedSecrets secrets,
            Randomness randomness,
            InstantSource clock,
            RunWitness witness,
            Supplier<Optional<String>> actor) {}

    /// @param connections where targets are
    /// @param logins      how they are reached
    /// @param meters      told what runs do, beside the history
    public static RotationParts assemble(
            Ground ground,
            ConnectionTable connections,
            ConnectionLogins logins,
            RotationTerms terms,
            SqlRotationStore.Options options,
            RotationListener meters) {
        var sets = new SetBook(ground.clock(), ground.actor());
        var table = new RotationTable(ground.keyring(), sets);
        var attempts = new AttemptTable(ground.keyring(), ground.randomness(), ground.actor());
        var history = new AttemptHistory(ground.database(), attempts, ground.witness());
        var owners = new AccountOwners(connections, logins);
        var store = new SqlRotationStore(
                ground.database(), table, ground.secrets(), terms, owners, ground.witness(), options);
        var generator = new PasswordGenerator(ground.randomness().source());
        var targets = new RotationTargets(ground.database(), table, connections, logins, generator, ground.clock());
        var own = new ManagedAccountStore(
                ground.database(),
                ground.keyring(),
                connections,
                ManagedAccounts.terms(),
                ground.witness(),
                options.owner());
        var managed = new ManagedAccounts(own, own, ground.database(), connections, targets, owners, ground.clock());
        var rotator =
                new Rotator(store, targets::of, ground.clock(), telling(sets.listener(), telling(history, meters)));
        var turns = new ConnectionTurns(options.oneRunPerConnection());
        var looks = new Looks(ground.database(), table, turns);
        return new RotationParts(
                store,
                new Rotations(ground.database(), table, attempts, ground.secrets(), owners),
                new RotationEdits(ground.database(), table, ground.secrets(), terms, owners, looks),
                new RotationMoves(ground.database(), table, ground.secrets(), looks),
                new RotationRuns(rotator, history, turns, looks, ground.clock()),
                targets,
                terms,
                managed);
    }

    private static RotationListener telling(RotationListener first, RotationListener second) {
        return (id, event) -> {
            first.on(id, event);
            second.on(id, event);
        };
    }
}
