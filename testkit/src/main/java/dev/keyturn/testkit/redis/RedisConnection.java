// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.testkit.client.NewConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// New connections to one Redis server, each with one `AUTH` and, let in, one `PING`.
public record RedisConnection(InetSocketAddress address) implements NewConnection {

    private static final int PATIENCE_MILLISECONDS =
            (int) Duration.ofSeconds(15).toMillis();

    @Override
    public Answer logIn(Login login) throws IOException {
        String password = login.password().map(Password::reveal).orElse("");
        try (var socket = new Socket()) {
            // closed by a reset: otherwise thousands of logins a second would leave no local port free
            socket.setSoLinger(true, 0);
            socket.connect(address, PATIENCE_MILLISECONDS);
            var client = RespClient.over(socket);
            var answer = answer(client.call("AUTH", login.account().value(), password));
            return answer == Answer.REFUSED ? answer : afterStatement(client.call("PING"));
        } catch (UncheckedIOException e) {
            throw new IOException("Redis at " + address + " does not answer: " + e.getMessage(), e);
        }
    }

    private Answer answer(RespReply reply) throws IOException {
        if (reply.isFailure("WRONGPASS")) {
            return Answer.REFUSED;
        }
        if (reply instanceof RespReply.Text) {
            return Answer.ACCEPTED;
        }
        throw new IOException("Redis at " + address + " answered to AUTH: " + reply);
    }

    /// Who may not say `PING` is logged in all the same.
    private Answer afterStatement(RespReply reply) throws IOException {
        if (reply instanceof RespReply.Text || reply.isFailure("NOPERM")) {
            return Answer.ACCEPTED;
        }
        throw new IOException("Redis at " + address + " let us in and answered to PING: " + reply);
    }
}
