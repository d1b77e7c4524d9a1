// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.fault;

import dev.keyturn.testkit.fault.Fault.BlackHole;
import dev.keyturn.testkit.fault.Fault.CutAfter;
import dev.keyturn.testkit.fault.Fault.Drip;
import dev.keyturn.testkit.fault.Fault.HoldRequest;
import dev.keyturn.testkit.fault.Fault.LoseReply;
import dev.keyturn.testkit.fault.Fault.LoseRequest;
import dev.keyturn.testkit.fault.Fault.None;
import dev.keyturn.testkit.fault.Fault.Reset;
import dev.keyturn.testkit.fault.Fault.SlowAnswers;
import java.time.Duration;

/// Decides, for the bytes of one exchange, what becomes of them. Shared by all connections of a proxy; safe for
/// threads.
final class Faults {

    /// What becomes of some bytes.
    sealed interface Fate {
        record Pass() implements Fate {}

        record PassLate(Duration delay) implements Fate {}

        record PassSlowly(Duration delayOfEachByte) implements Fate {}

        record Swallow() implements Fate {}

        record Keep() implements Fate {}

        record Cut() implements Fate {}
    }

    private static final Fate PASS = new Fate.Pass();
    private static final Fate CUT = new Fate.Cut();

    private Fault fault = new None();
    private int exchanges;
    private boolean struck;

    synchronized void set(Fault next) {
        fault = next;
        exchanges = 0;
        struck = false;
    }

    synchronized int exchanges() {
        return exchanges;
    }

    synchronized boolean hasStruck() {
        return struck;
    }

    synchronized boolean refusesConnections() {
        return fault instanceof Reset && strike();
    }

    synchronized int beginExchange() {
        return ++exchanges;
    }

    synchronized Fate ofRequest(int exchange) {
        return switch (fault) {
            case LoseRequest(int lost) when lost == exchange && strike() -> CUT;
            case HoldRequest(int held) when held == exchange && strike() -> new Fate.Keep();
            case BlackHole() when strike() -> new Fate.Swallow();
            case Reset() when strike() -> CUT;
            case None _,
                    SlowAnswers _,
                    Drip _,
                    CutAfter _,
                    LoseRequest _,
                    LoseReply _,
                    HoldRequest _,
                    BlackHole _,
                    Reset _ -> PASS;
        };
    }

    synchronized Fate ofReply(int exchange, long bytesOfThisConnection) {
        return switch (fault) {
            case SlowAnswers(Duration delay) when strike() -> new Fate.PassLate(delay);
            case Drip(Duration delay) when strike() -> new Fate.PassSlowly(delay);
            case CutAfter(long bytes) when bytesOfThisConnection > bytes && strike() -> CUT;
            case LoseReply(int lost) when lost == exchange && strike() -> CUT;
            case BlackHole() when strike() -> new Fate.Swallow();
            case Reset() when strike() -> CUT;
            case None _,
                    SlowAnswers _,
                    Drip _,
                    CutAfter _,
                    LoseRequest _,
                    LoseReply _,
                    HoldRequest _,
                    BlackHole _,
                    Reset _ -> PASS;
        };
    }

    /// Bytes of an answer that may still pass before the cut.
    synchronized long untilCut(long alreadyPassed) {
        return fault instanceof CutAfter(long bytes) ? Math.max(0, bytes - alreadyPassed) : 0;
    }

    private boolean strike() {
        struck = true;
        return true;
    }
}
