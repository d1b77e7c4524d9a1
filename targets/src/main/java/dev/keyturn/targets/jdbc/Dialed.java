// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Dialer;
import dev.keyturn.targets.net.Watchdog;
import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lets a JDBC driver connect through a [Dialer], which it cannot be handed: drivers make their socket factories
/// themselves, by class name. Nothing of a connection's settings stands in a URL for that.
public final class Dialed {

    static final ScopedValue<Dialed> NOW = ScopedValue.newInstance();

    private final Dialer dialer;
    private final Endpoint peer;
    private final List<Watchdog> watchdogs = new ArrayList<>();
    private Optional<TargetException> trouble = Optional.empty();

    private Dialed(Dialer dialer, Endpoint peer) {
        this.dialer = dialer;
        this.peer = peer;
    }

    /// A driver's own way to a connection. It must not leave the thread.
    @FunctionalInterface
    public interface Connecting {
        Connection connect() throws SQLException;
    }

    /// Runs `connecting`; the sockets that it asks [DialedSockets] and [DialedTls] for lead to `peer`. A server that
    /// takes the connection and then says nothing, or a byte now and then, has as long as the dialer waits for a
    /// connection and an answer: PostgreSQL's driver waits for ever whatever its socket's own timeout says.
    ///
    /// @throws SQLException the driver's own trouble, for the engine's table
    /// @throws Refused      the address may not be connected to
    /// @throws Unanswered   nobody answered there
    public static Connection to(Dialer dialer, Endpoint peer, Connecting connecting)
            throws SQLException, Refused, Unanswered {
        var dialed = new Dialed(dialer, peer);
        try {
            return ScopedValue.where(NOW, dialed).call(connecting::connect);
        } catch (SQLException e) {
            if (dialed.trouble.isPresent()) {
                throw thrown(dialed.trouble.orElseThrow());
            }
            throw e;
        } finally {
            dialed.watchdogs.forEach(Watchdog::close);
        }
    }

    /// A socket to the peer, which is closed unless the driver has come to its connection in time.
    Socket connected() throws Refused, Unanswered {
        Socket socket = dialer.connectTo(peer);
        int patience = dialer.patience(dialer.connect().plus(dialer.answer()), peer.toString());
        watchdogs.add(Watchdog.over(socket, patience));
        return socket;
    }

    Dialer dialer() {
        return dialer;
    }

    Endpoint peer() {
        return peer;
    }

    /// Keeps our own trouble, which not every driver hands on as a cause.
    IOException notConnected(TargetException why) {
        trouble = Optional.of(why);
        return new IOException(why.getMessage());
    }

    /// Throws what it is given, as what it is.
    private static Refused thrown(TargetException trouble) throws Refused, Unanswered {
        switch (trouble) {
            case Refused refused -> throw refused;
            case Unanswered silence -> throw silence;
        }
    }
}
