// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import java.util.Optional;

/// How the requests of a route are told to the audit log: one of these stands in each line of the table of routes.
public sealed interface Recording {
    /// It changes something: told in the transaction of the change.
    record Change(String type) implements Recording {}

    /// It works on targets, in many transactions: the store tells of its outcome with the outcome itself, and what is
    /// not told that way is told before the answer leaves.
    record Run(String type) implements Recording {}

    /// It gives away credentials: told before the answer leaves, together with others that are about to.
    record Reveal(String type) implements Recording {}

    /// It reads: like reads of half a second become one event, a moment after the answer.
    record Read(String type) implements Recording {}

    /// It is not told.
    record Silent() implements Recording {}

    static Recording change(String type) {
        return new Change(type);
    }

    static Recording run(String type) {
        return new Run(type);
    }

    static Recording reveal(String type) {
        return new Reveal(type);
    }

    static Recording read(String type) {
        return new Read(type);
    }

    static Recording silent() {
        return new Silent();
    }

    default Optional<String> event() {
        return switch (this) {
            case Change(var type) -> Optional.of(type);
            case Run(var type) -> Optional.of(type);
            case Reveal(var type) -> Optional.of(type);
            case Read(var type) -> Optional.of(type);
            case Silent() -> Optional.empty();
        };
    }
}
