// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Dialer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/// Lets a JDBC driver connect through a [Dialer], which it cannot be handed: drivers make their socket factories
/// themselves, by class name. Nothing of a connection's settings stands in a URL for that.
public final class Dialed {

    static final ScopedValue<Dialed> NOW = ScopedValue.newInstance();

    private final Dialer dialer;
    private final Endpoint peer;

    private Dialed(Dialer dialer, Endpoint peer) {
        this.dialer = dialer;
        this.peer = peer;
    }

    /// A driver's own way to a connection. It must not leave the thread.
    @FunctionalInterface
    public interface Connecting {
        Connection connect() throws SQLException;
    }

    /// Runs `connecting`; the sockets that it asks [DialedSockets] and [DialedTls] for lead to `peer`.
    ///
    /// @throws SQLException the driver's own trouble, for the engine's table
    /// @throws Refused      the address may not be connected to
    /// @throws Unanswered   nobody answered there
    public static Connection to(Dialer dialer, Endpoint peer, Connecting connecting)
            throws SQLException, Refused, Unanswered {
        try {
            return ScopedValue.where(NOW, new Dialed(dialer, peer)).call(connecting::connect);
        } catch (SQLException e) {
            throwIfOurs(e);
            throw e;
        }
    }

    Dialer dialer() {
        return dialer;
    }

    Endpoint peer() {
        return peer;
    }

    private static void throwIfOurs(SQLException e) throws Refused, Unanswered {
        Optional<TargetException> ours = Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(16)
                .filter(NotConnected.class::isInstance)
                .map(cause -> ((NotConnected) cause).trouble())
                .findFirst();
        if (ours.isPresent()) {
            throw thrown(ours.orElseThrow());
        }
    }

    /// Throws what it is given, as what it is.
    private static Refused thrown(TargetException trouble) throws Refused, Unanswered {
        switch (trouble) {
            case Refused refused -> throw refused;
            case Unanswered silence -> throw silence;
        }
    }

    /// Carries our own trouble through the driver.
    static final class NotConnected extends IOException {
        private static final long serialVersionUID = 1L;

        private final TargetException trouble;

        NotConnected(TargetException trouble) {
            super(trouble.getMessage());
            this.trouble = trouble;
        }

        TargetException trouble() {
            return trouble;
        }
    }
}
