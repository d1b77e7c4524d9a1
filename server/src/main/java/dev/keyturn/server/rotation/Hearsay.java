// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationListener;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.target.ShowsUsage.Client;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What workers said since the last change of a rotation was stored. Lost with the process: it only tells more of a
/// change than its states do. Safe for many threads; one worker at a time speaks of a rotation.
final class Hearsay implements RotationListener {
    private final Map<RotationId, Heard> all = new ConcurrentHashMap<>();

    private record Heard(
            Optional<Instant> proved,
            Optional<RotationEvent.Held> held,
            Optional<RotationEvent.Cut> cut,
            Optional<Instant> drifted) {
        static final Heard NOTHING = new Heard(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public void on(RotationId id, RotationEvent event) {
        all.compute(id, (_, known) -> after(known == null ? Heard.NOTHING : known, event));
    }

    private static Heard after(Heard known, RotationEvent event) {
        return switch (event) {
            case RotationEvent.StepDone step
            when step.step() == Step.VERIFY ->
                new Heard(
                        step.failure().isEmpty() ? Optional.of(step.finishedAt()) : Optional.empty(),
                        known.held(),
                        known.cut(),
                        known.drifted());
            case RotationEvent.Held held -> new Heard(known.proved(), Optional.of(held), known.cut(), known.drifted());
            case RotationEvent.Cut cut -> new Heard(known.proved(), known.held(), Optional.of(cut), known.drifted());
            case RotationEvent.Drifted(var _, Instant at) ->
                new Heard(known.proved(), known.held(), known.cut(), Optional.of(at));
            default -> known;
        };
    }

    /// When a candidate logged in last, on the last node that was asked.
    Optional<Instant> proved(RotationId id) {
        return heard(id).proved();
    }

    /// Until when users of an account are waited for.
    Optional<Instant> held(RotationId id, AccountName account) {
        return heard(id).held().filter(held -> held.account().equals(account)).map(RotationEvent.Held::until);
    }

    /// How many sessions of an account were cut off.
    Optional<Long> cut(RotationId id, AccountName account) {
        return heard(id)
                .cut()
                .filter(cut -> cut.account().equals(account))
                .map(cut -> cut.clients().stream().mapToLong(Client::count).sum());
    }

    Optional<Instant> drifted(RotationId id) {
        return heard(id).drifted();
    }

    void forget(RotationId id) {
        all.remove(id);
    }

    private Heard heard(RotationId id) {
        return all.getOrDefault(id, Heard.NOTHING);
    }
}
