// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.e2e.cluster.rotation.Chronicle.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One rotation that went well, under probes from before its request until after its end.
///
/// @param database the versions of the database meanwhile
/// @param podsBefore uid and restarts of each pod
record Story(
        RequestSeen request,
        Published before,
        Published after,
        Attempts published,
        Attempts either,
        List<Sight> database,
        List<String> podsBefore,
        List<String> podsAfter,
        Instant publishedAt) {

    /// Makes the request and waits until it is successful.
    static Story of(Rotated rotated, Wanted wanted) {
        var before = rotated.pairs();
        var pods = rotated.pods().identities();
        int seen = rotated.chronicle().sights().size();
        try (var probes = rotated.probes();
                var request = rotated.request(wanted)) {
            request.awaitPhase("Successful");
            probes.look();
            var after = rotated.pairs();
            var sights = rotated.chronicle().sights();
            return new Story(
                    request,
                    before,
                    after,
                    probes.published().attempts(),
                    probes.either().attempts(),
                    sights.subList(Math.max(0, seen - 1), sights.size()),
                    pods,
                    rotated.pods().identities(),
                    publishedAt(rotated, request));
        }
    }

    /// From the request to the moment at which consumers could read the new pair.
    Duration untilPublished() {
        return Duration.between(request.applied(), publishedAt);
    }

    Duration whole() {
        return Duration.between(request.applied(), request.last().at());
    }

    /// The Secret was written, or, where it was there before, the database named it.
    private static Instant publishedAt(Rotated rotated, RequestSeen request) {
        var named = rotated.chronicle()
                .await(
                        "it names " + rotated.secretName(),
                        Duration.ofSeconds(10),
                        sight -> sight.object()
                                .at("/spec/authSecret/name")
                                .asText()
                                .equals(rotated.secretName()))
                .at();
        String password =
                rotated.database().secret(rotated.secretName(), "password").orElseThrow();
        var written = rotated.secrets()
                .since(rotated.secretName(), password)
                .orElseThrow(() -> new AssertionError("the pair was never seen in its Secret\n" + request.story()));
        return written.isAfter(named) ? written : named;
    }
}
