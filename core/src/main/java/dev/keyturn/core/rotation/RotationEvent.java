// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.ShowsUsage.Client;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Something that people are told about a run. Never carries a secret.
public sealed interface RotationEvent {
    /// A run began.
    record Started(Trigger trigger, Instant at) implements RotationEvent {}

    /// One step, on one node where it has one.
    ///
    /// @param failure empty if it succeeded
    record StepDone(Step step, Optional<String> node, Optional<Failure> failure, Instant startedAt, Instant finishedAt)
            implements RotationEvent {}

    /// Something is wanting, without failing the run.
    record Warned(String text, Instant at) implements RotationEvent {}

    /// The run published this version.
    record Succeeded(long version, Instant at) implements RotationEvent {}

    /// The run ended without publishing.
    record Failed(Failure why, Instant at) implements RotationEvent {}

    /// Somebody still uses a credential that could go, and is waited for: its end, or the run that would end it, is
    /// postponed.
    ///
    /// @param clients empty if nobody can tell
    /// @param until   when it is not waited any longer
    record Held(AccountName account, List<Client> clients, Instant until, Instant at) implements RotationEvent {
        /// `"app_b" is waited for until 2026-03-05T09:00:00Z: checkout (10.1.4.7) x 4`
        @Override
        public String toString() {
            return "\"" + account + "\" is waited for until " + until + ": " + named(clients);
        }
    }

    /// These still use a credential that now goes: they were waited for as long as the owner wished.
    record Cut(AccountName account, List<Client> clients, Instant at) implements RotationEvent {
        /// `"app_b" ends although it is in use: checkout (10.1.4.7) x 4`
        @Override
        public String toString() {
            return "\"" + account + "\" ends although it is in use: " + named(clients);
        }
    }

    private static String named(List<Client> clients) {
        return clients.isEmpty()
                ? "nobody can tell who uses it"
                : clients.stream()
                        .map(client -> (client.name().isEmpty() ? "a client" : client.name())
                                + (client.address().isEmpty() ? "" : " (" + client.address() + ")") + " x "
                                + client.count())
                        .collect(Collectors.joining(", "));
    }

    /// The published credential is refused although nobody of ours changed it.
    record Drifted(Failure how, Instant at) implements RotationEvent {}

    /// The target accepts no password that we know; a person must decide.
    record Blocked(Failure why, Instant at) implements RotationEvent {}

    /// All that had to go was seen to be refused.
    record Retired(String account, Instant at) implements RotationEvent {}
}
