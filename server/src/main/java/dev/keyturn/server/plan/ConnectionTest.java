// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.plan;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.InvalidScope;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.ShowsUsage;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.rotation.RotationTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What can be said of a connection before it is stored: whether it opens, over TLS, on which nodes, and whether our
/// account could make a new one there.
///
/// @param address ours, as the target saw it; empty if it did not say
public record ConnectionTest(List<Check> checks, Optional<String> address) {
    private static final String CONNECTION = "connection";

    /// What any rotation may want; the driver knows what it means.
    private static final String ANY_SCOPE = "~* +@all";

    public ConnectionTest {
        checks = List.copyOf(checks);
    }

    /// @param holder names this visit, so that the target shows which session is ours; unique
    public static ConnectionTest of(
            ConnectionLogins logins, AppConnection connection, String holder, Deadline deadline) {
        var checks = new ArrayList<Check>();
        Optional<String> address = Optional.empty();
        try (Target target = logins.open(connection, holder, deadline)) {
            checks.add(Check.pass(CONNECTION));
            var look = new TargetLook(target);
            checks.add(look.nodes());
            checks.addAll(look.grants(
                    List.of(RotationTargets.outline(new AccountName("keyturn-probe"), rules(logins, connection)))));
            checks.addAll(look.warnings());
            address = address(target, look, connection, holder);
        } catch (TargetException why) {
            checks.add(Check.fail(
                    checks.isEmpty() ? CONNECTION : TargetLook.NODES,
                    Optional.of(connection.credentials().endpoint().toString()),
                    why));
        }
        checks.add(plaintext(connection));
        return new ConnectionTest(checks, address);
    }

    static Check plaintext(AppConnection connection) {
        return connection.credentials().sslEnabled()
                ? Check.pass("plaintext")
                : Check.warn(
                        "plaintext",
                        "the connection has no TLS: whoever listens on the way reads our login and every login that is"
                                + " proved; set sslEnabled");
    }

    private static AccountRules rules(ConnectionLogins logins, AppConnection connection) {
        AccountRules none = AccountRules.none();
        return new AccountRules(
                logins.driver(connection.app()).map(ConnectionTest::scope).orElse(List.of()),
                none.statement(),
                none.hosts(),
                none.ownerRole(),
                true);
    }

    private static List<String> scope(TargetDriver driver) {
        try {
            return driver.parseScope(ANY_SCOPE);
        } catch (InvalidScope accountsHaveNone) {
            return List.of();
        }
    }

    /// Our own session is among those of our account.
    private static Optional<String> address(Target target, TargetLook look, AppConnection connection, String holder)
            throws TargetException {
        if (!(target instanceof ShowsUsage shows)) {
            return Optional.empty();
        }
        Node node = look.topology().required().getFirst();
        try {
            return shows.clients(node, Set.of(connection.credentials().username())).stream()
                    .filter(client -> client.name().endsWith(holder))
                    .map(ShowsUsage.Client::address)
                    .filter(text -> !text.isEmpty())
                    .findFirst();
        } catch (Refused notTold) {
            return Optional.empty();
        }
    }
}
