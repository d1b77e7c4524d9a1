// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.connection;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.AddressRule;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.core.target.Unanswered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The ways to the targets of connections: each engine's driver, held to the networks that are allowed.
///
/// @param drivers by engine
/// @param reach   asked with every address before it is connected to
public record ConnectionLogins(Map<TargetType, TargetDriver> drivers, AddressRule reach) {
    public ConnectionLogins {
        drivers = Map.copyOf(drivers);
    }

    public static ConnectionLogins of(List<TargetDriver> drivers, AddressRule reach) {
        return new ConnectionLogins(
                drivers.stream().collect(Collectors.toMap(TargetDriver::type, Function.identity())), reach);
    }

    /// The driver of an engine, by the engine's name; empty if the engine is not offered.
    public Optional<TargetDriver> driver(String app) {
        return drivers.values().stream()
                .filter(driver -> driver.type().name().equals(app))
                .findFirst();
    }

    public Optional<TargetDriver> driver(TargetType app) {
        return Optional.ofNullable(drivers.get(app));
    }

    /// Says what the driver of an engine knows of sets besides user name and password.
    public BiFunction<String, Credential, Optional<String>> fields(TargetType app) {
        return (name, set) -> driver(app).flatMap(driver -> driver.field(name, set));
    }

    /// Opens the target of a connection, logged in as its user.
    ///
    /// @param holder in whose name statements are sent
    public Target open(AppConnection connection, String holder, Deadline deadline) throws Refused, Unanswered {
        TargetDriver driver = driver(connection.app())
                .orElseThrow(() -> new IllegalStateException(
                        "no driver for " + connection.app().name()));
        return driver.open(connection.where(), connection::logins, new Session(holder, deadline, reach));
    }
}
