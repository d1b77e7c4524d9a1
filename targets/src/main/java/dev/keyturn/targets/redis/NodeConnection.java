// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Dialer;
import dev.keyturn.targets.net.Watchdog;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/// One connection to one node. After a silence it is over: what was sent on it stays undecided, and nothing more is
/// sent.
final class NodeConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeConnection.class);

    private final Dialer dialer;
    private final String node;
    private final Connection wire;
    private final Socket socket;
    private boolean over;

    private NodeConnection(Dialer dialer, String node, Connection wire, Socket socket) {
        this.dialer = dialer;
        this.node = node;
        this.wire = wire;
        this.socket = socket;
    }

    static NodeConnection open(Dialer dialer, Endpoint peer) throws Refused, Unanswered {
        var socket = dialer.dial(peer);
        var wire = new Connection(() -> socket);
        wire.connect();
        return new NodeConnection(dialer, peer.toString(), wire, socket);
    }

    /// The node as people know it: `host:port`.
    String node() {
        return node;
    }

    boolean isOver() {
        return over;
    }

    /// Clear texts leave here and in [#replicateWith(Password)], nowhere else.
    Answer authenticate(Login login) throws Unanswered {
        String password = login.password().map(Password::reveal).orElse("");
        return exchange("AUTH", login.account().value(), password);
    }

    /// What the node logs in with to its primary; Redis takes it in clear only.
    Answer replicateWith(Password password) throws Unanswered {
        return exchange("CONFIG", "SET", "masterauth", password.reveal());
    }

    /// @param command its first three words are logged, before it is sent
    Answer call(String... command) throws Unanswered {
        LOG.atTrace()
                .addKeyValue("node", node)
                .addKeyValue("command", () -> Arrays.stream(command).limit(3).collect(Collectors.joining(" ")))
                .log("sending");
        return exchange(command);
    }

    @Override
    public void close() {
        over = true;
        try {
            wire.close();
        } catch (JedisConnectionException _) {
            // the node closed first
        }
    }

    private Answer exchange(String... command) throws Unanswered {
        String name = command[0].toUpperCase(Locale.ROOT);
        if (over) {
            throw new Unanswered("CLOSED", "the connection was lost earlier in this attempt", node);
        }
        int patience = dialer.patience(dialer.answer(), node);
        try (var _ = Watchdog.over(socket, patience)) {
            wire.setSoTimeout(patience);
            byte[][] arguments = Arrays.stream(command)
                    .skip(1)
                    .map(argument -> argument.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            wire.sendCommand(() -> name.getBytes(StandardCharsets.UTF_8), arguments);
            return Answer.of(wire.getOne());
        } catch (JedisDataException e) {
            return Answer.Failure.of(e.getMessage());
        } catch (JedisConnectionException e) {
            boolean inTime = !socket.isClosed();
            close();
            throw silence(e, name, inTime);
        }
    }

    /// Without its cause, whose text is the client library's. The socket is closed by us only when the time is over.
    private Unanswered silence(JedisConnectionException e, String command, boolean inTime) {
        return e.getCause() instanceof SocketTimeoutException || !inTime
                ? new Unanswered("TIMEOUT", "no answer to " + command + " in time", node)
                : new Unanswered("CLOSED", "the connection was lost before " + command + " was answered", node);
    }
}
