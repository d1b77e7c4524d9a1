// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.rotation.ClientSurvey;
import dev.keyturn.server.rotation.Reading;
import dev.keyturn.server.rotation.RunMessage;
import dev.keyturn.server.rotation.SetInUse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who still uses which set (API contract §13.3).
record UsageJson(
        String rotationId, String type, Instant observedAt, List<SetJson> sets, List<Unavailable> unavailable) {
    record SetJson(
            int slot,
            long credentialVersion,
            String username,
            String state,
            Optional<Instant> validUntil,
            List<ClientJson> clients,
            List<ReaderJson> readers) {}

    record ClientJson(String node, String address, String name, int count) {}

    record ReaderJson(String actor, Instant lastReadAt) {}

    /// What could not be asked is listed, not guessed.
    record Unavailable(String source, Optional<String> node, String message) {}

    static UsageJson of(
            RotationView view, List<SetInUse> sets, ClientSurvey survey, List<Reading> readings, Instant now) {
        return new UsageJson(
                view.stored().id().value(),
                view.resource().type(),
                now,
                sets.stream().map(set -> set(set, survey, readings)).toList(),
                survey.gaps().stream()
                        .map(gap ->
                                new Unavailable("clients", gap.node(), RunMessage.safe(gap.message(), view.secrets())))
                        .toList());
    }

    private static SetJson set(SetInUse set, ClientSurvey survey, List<Reading> readings) {
        return new SetJson(
                set.slot(),
                set.version(),
                set.account().value(),
                set.state().name().toLowerCase(Locale.ROOT),
                set.validUntil(),
                survey.seen().stream()
                        .filter(seen -> seen.client().account().equals(set.account()))
                        .map(seen -> new ClientJson(
                                seen.node(),
                                seen.client().address(),
                                seen.client().name(),
                                seen.client().count()))
                        .toList(),
                readings.stream()
                        .filter(reading -> reading.version() == set.version())
                        .map(reading -> new ReaderJson(reading.actor(), reading.lastAt()))
                        .toList());
    }
}
