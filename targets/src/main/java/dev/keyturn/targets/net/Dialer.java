// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.net;

import dev.keyturn.core.target.AddressRule;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Connects sockets to nodes: to an address that the session may reach and to exactly that one, with or without TLS, in
/// time.
///
/// @param names   asked once for each socket, since a second answer may differ from the one that was looked at
/// @param connect the longest wait for a connection, TLS included
/// @param answer  the longest wait for an answer
public record Dialer(
        Optional<TlsSockets> tls,
        Names names,
        AddressRule reach,
        Deadline deadline,
        Duration connect,
        Duration answer) {

    /// Asks a name server.
    @FunctionalInterface
    public interface Names {
        /// @return at least one address
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    public static Dialer of(Connection where, Session session, Duration connect, Duration answer) throws Refused {
        Optional<TlsSockets> tls = switch (where.tls()) {
            case Tls.Off _ -> Optional.empty();
            case Tls.On on -> Optional.of(TlsSockets.of(on));
        };
        return new Dialer(tls, InetAddress::getAllByName, session.reach(), session.deadline(), connect, answer);
    }

    /// A socket with TLS over it where the connection asks for it.
    public Socket dial(Endpoint peer) throws Refused, Unanswered {
        Socket socket = connectTo(peer);
        return tls.isEmpty() ? socket : secured(socket, peer);
    }

    /// A socket as it is, for protocols that begin in plaintext.
    public Socket connectTo(Endpoint peer) throws Refused, Unanswered {
        List<InetAddress> addresses = permitted(peer);
        for (InetAddress address : addresses.subList(0, addresses.size() - 1)) {
            try {
                return connectTo(address, peer);
            } catch (Unanswered _) {
                // the host has further addresses; the last one's silence is the answer
            }
        }
        return connectTo(addresses.getLast(), peer);
    }

    /// How long a call may wait now, in milliseconds; at least 1, since a socket takes 0 for "without end".
    public int patience(Duration limit, String node) throws Unanswered {
        Duration left = deadline.left();
        if (left.isZero()) {
            throw new Unanswered("TIMEOUT", "the time for this attempt was over before the node was asked", node);
        }
        return (int) Math.max(1, Math.min(limit.toMillis(), left.toMillis()));
    }

    private List<InetAddress> permitted(Endpoint peer) throws Refused, Unanswered {
        InetAddress[] addresses;
        try {
            addresses = names.resolve(peer.host());
        } catch (UnknownHostException _) {
            throw new Unanswered("DNS", "the host name \"" + peer.host() + "\" has no address", peer.toString());
        }
        List<InetAddress> permitted = Arrays.stream(addresses)
                .filter(address -> reach.permits(address.getAddress()))
                .toList();
        if (permitted.isEmpty()) {
            throw new Refused(
                    Reason.NOT_PERMITTED,
                    "ADDRESS",
                    "the address " + addresses[0].getHostAddress()
                            + " may not be connected to; private and loopback addresses need"
                            + " ALLOW_INTERNAL_IP_CONNECTIONS=true or their network in KEYTURN_ALLOWED_NETWORKS, link-local ones are never"
                            + " allowed",
                    peer.toString());
        }
        return permitted;
    }

    private Socket connectTo(InetAddress address, Endpoint peer) throws Unanswered {
        int patience = patience(connect, peer.toString());
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, peer.port()), patience);
        } catch (SocketTimeoutException _) {
            close(socket);
            throw new Unanswered("TIMEOUT", "no connection within " + patience + " ms", peer.toString());
        } catch (IOException _) {
            close(socket);
            throw new Unanswered("CONNECT", "connection refused or no route", peer.toString());
        }
        return socket;
    }

    private Socket secured(Socket socket, Endpoint peer) throws Refused, Unanswered {
        int patience = patience(connect, peer.toString());
        try (var _ = Watchdog.over(socket, patience)) {
            socket.setSoTimeout(patience);
            return tls.orElseThrow().over(socket, peer);
        } catch (SSLException e) {
            close(socket);
            if (TlsFailure.isSilence(e)) {
                throw new Unanswered("TLS", "the connection ended during the TLS handshake", peer.toString());
            }
            throw new Refused(Reason.ADMIN_LOGIN, "TLS", TlsFailure.sentence(e, peer), peer.toString());
        } catch (EOFException _) {
            close(socket);
            throw new Unanswered("TLS", "the connection ended during the TLS handshake", peer.toString());
        } catch (IOException _) {
            close(socket);
            throw new Unanswered("TIMEOUT", "no TLS handshake in time", peer.toString());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it never carried anything
        }
    }
}
