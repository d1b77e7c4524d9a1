// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SignalsTest {

    /// A process that does not listen to this one ignores it, so the test survives its own second signal.
    private static final String HARMLESS = "WINCH";

    private final Semaphore caught = new Semaphore(0);

    @Test
    void takes_the_first_signal_and_leaves_the_second_to_the_system() throws Exception {
        Signals.once(HARMLESS, caught::release);

        send();
        assertThat(caught.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        send();
        assertThat(caught.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
    }

    private static void send() throws IOException, InterruptedException {
        var self = Long.toString(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("kill", "-" + HARMLESS, self)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
