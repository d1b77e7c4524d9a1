// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.node.ClusterDriver;
import dev.keyturn.core.node.NodeDriver;
import dev.keyturn.core.target.Tls;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.redis.RedisMode;
import dev.keyturn.operator.crd.redis.RedisSpec;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.Engine;
import dev.keyturn.operator.provision.Membership;
import dev.keyturn.operator.provision.Nodes;
import dev.keyturn.operator.provision.Offshoots;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The pods of one database, and how each of them is asked.
///
/// @param petSets as a repair of the database would make them now
/// @param ring    what the nodes are joined to; empty where each is alone
public record Fleet(Offshoots names, List<PetSet> petSets, Door door, Optional<Ring> ring) {
    public Fleet {
        petSets = List.copyOf(petSets);
    }

    /// How a node is asked.
    ///
    /// @param login    the published pair
    /// @param patience for the answers of all nodes together
    public record Door(NodeDriver driver, int port, Tls tls, Login login, Duration patience) {}

    /// A cluster of slots.
    ///
    /// @param together brings the nodes together again, one step a call, and says what is missing
    public record Ring(ClusterDriver driver, Function<Nodes, Membership> together) {}

    /// @param blueprint with the Secret of the published pair
    /// @param published that pair, as it was just read
    /// @param patience  for the answers of all nodes, in each step
    public static <S extends DatabaseSpec> Fleet of(
            Engine<S, ?> engine, Blueprint<S> blueprint, Login published, Duration patience) {
        List<PetSet> petSets = engine.workload(blueprint).stream()
                .filter(PetSet.class::isInstance)
                .map(PetSet.class::cast)
                .toList();
        var door = new Door(engine.driver(), engine.port(), blueprint.tls(), published, patience);
        return new Fleet(blueprint.names(), petSets, door, ring(engine, blueprint));
    }

    private static <S extends DatabaseSpec> Optional<Ring> ring(Engine<S, ?> engine, Blueprint<S> blueprint) {
        return isCluster(blueprint.spec()) && engine.driver() instanceof ClusterDriver driver
                ? Optional.of(new Ring(driver, nodes -> engine.members(blueprint, nodes)))
                : Optional.empty();
    }

    private static boolean isCluster(DatabaseSpec spec) {
        return spec instanceof RedisSpec redis && redis.mode().equals(Optional.of(RedisMode.CLUSTER));
    }
}
