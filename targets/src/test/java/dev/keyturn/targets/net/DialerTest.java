// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.core.target.AddressRule;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.targets.net.Dialer.Names;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DialerTest {
    private static final Instant NOW = Instant.parse("2026-03-05T09:00:00Z");
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final AddressRule NOT_LOOPBACK = address -> address[0] != 127;

    private static Dialer dialer(Names names, AddressRule reach) {
        var deadline = Deadline.at(NOW.plusSeconds(5), () -> NOW);
        return new Dialer(Optional.empty(), names, reach, deadline, Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @Test
    void asks_once_so_that_a_second_answer_cannot_lead_elsewhere() throws IOException {
        var asked = new AtomicInteger();
        Names changing = host -> new InetAddress[] {
            asked.incrementAndGet() == 1 ? InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}) : elsewhere(host)
        };
        Names harmlessFirst = host -> new InetAddress[] {
            asked.incrementAndGet() == 1 ? elsewhere(host) : InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})
        };
        try (var inside = new ServerSocket(0, 1, LOOPBACK)) {
            var peer = new Endpoint("rebind.example.test", inside.getLocalPort());

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> dialer(changing, NOT_LOOPBACK).connectTo(peer))
                    .withMessageContaining("127.0.0.1 may not be connected to");
            assertThat(asked.getAndSet(0)).isOne();

            assertThatExceptionOfType(dev.keyturn.core.target.Unanswered.class)
                    .isThrownBy(() -> dialer(harmlessFirst, NOT_LOOPBACK).connectTo(peer));
            assertThat(asked).hasValue(1);
        }
    }

    /// A class E address: nobody routes it, so that connecting fails at once.
    private static InetAddress elsewhere(String host) throws UnknownHostException {
        return InetAddress.getByAddress(host, new byte[] {(byte) 240, 0, 0, 1});
    }

    @Test
    void leaves_out_addresses_that_are_not_permitted() throws Exception {
        try (var inside = new ServerSocket(0, 1, LOOPBACK)) {
            var peer = new Endpoint("two.example.test", inside.getLocalPort());
            Names both = host -> new InetAddress[] {elsewhere(host), LOOPBACK};

            try (var socket = dialer(both, address -> address[0] == 127).connectTo(peer)) {
                assertThat(socket.getInetAddress()).isEqualTo(LOOPBACK);
            }
        }
    }
}
