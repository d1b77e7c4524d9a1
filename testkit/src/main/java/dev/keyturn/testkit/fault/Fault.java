// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.fault;

import java.time.Duration;

/// What a [FaultProxy] does to the bytes that pass.
///
/// An *exchange* is a statement and its answer: it begins with the first bytes from a client after bytes
/// from the server. Exchanges are counted from 1 over all connections, from the moment when the fault was
/// set.
public sealed interface Fault {

    /// Passes everything on.
    record None() implements Fault {}

    /// Every answer waits this long before it is passed on.
    record SlowAnswers(Duration delay) implements Fault {}

    /// Answers are passed on byte by byte, each after this time.
    record Drip(Duration delay) implements Fault {}

    /// Resets a connection after so many bytes of answers, which may be in the middle of one.
    record CutAfter(long bytes) implements Fault {}

    /// Accepts connections and swallows what arrives; nothing ever answers.
    record BlackHole() implements Fault {}

    /// Resets each connection as soon as it is opened.
    record Reset() implements Fault {}

    /// The statement of this exchange never reaches the server; the client sees a reset.
    record LoseRequest(int exchange) implements Fault {}

    /// The statement of this exchange is carried out; its answer is lost and the client sees a reset.
    record LoseReply(int exchange) implements Fault {}

    /// The statement of this exchange is kept back, the client sees a reset, and [FaultProxy#release()] delivers it
    /// later.
    record HoldRequest(int exchange) implements Fault {}
}
