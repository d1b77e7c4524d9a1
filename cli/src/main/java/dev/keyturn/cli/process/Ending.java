// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The wish that this process ends, from Ctrl-C or SIGTERM.
///
/// A signal ends a JVM by its shutdown hooks, which run at once, in no order, and with an exit code that says "killed".
/// Here it wakes whoever awaits it, who then puts things away in order and chooses the code. A second signal is not
/// waited for: it ends the process as if nobody listened.
public final class Ending {

    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final CountDownLatch wished = new CountDownLatch(1);

    /// Listens to the signals from now on.
    public static Ending onSignals() {
        var ending = new Ending();
        SIGNALS.forEach(name -> Signals.once(name, ending::wish));
        return ending;
    }

    public void wish() {
        wished.countDown();
    }

    public void await() throws InterruptedException {
        wished.await();
    }

    /// False if the time passed without the wish.
    public boolean awaitFor(Duration atMost) throws InterruptedException {
        return wished.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
