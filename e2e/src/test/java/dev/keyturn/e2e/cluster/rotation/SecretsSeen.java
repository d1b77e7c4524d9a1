// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.e2e.cluster.Cluster;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every version of every Secret of a namespace that a watch has shown: which intents there were, and everything that
/// must not be found anywhere else.
final class SecretsSeen implements AutoCloseable {

    private static final String REQUEST = "keyturn.dev/request-uid";
    private static final Set<String> PASSWORDS =
            Set.of("password", "password.prev", "verifier", "keyturn.accept", "keyturn.masterauth");

    private final List<Sight> sights = new CopyOnWriteArrayList<>();
    private final Watch watch;

    /// One version.
    ///
    /// @param data decoded
    /// @param request the uid that its label names; empty if it is no intent
    record Sight(Instant at, String name, String uid, Optional<String> request, Map<String, String> data) {

        /// A Secret is shown by its name only.
        @Override
        public String toString() {
            return at + " " + name + " " + uid + " " + data.keySet();
        }
    }

    private SecretsSeen(Cluster cluster) {
        InstantSource clock = InstantSource.system();
        watch = cluster.client().secrets().inNamespace(cluster.namespace()).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Secret secret) {
                if (action != Action.DELETED) {
                    sights.add(sight(clock.instant(), secret));
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                throw new IllegalStateException("The watch of Secrets has ended", cause);
            }
        });
    }

    static SecretsSeen of(Cluster cluster) {
        return new SecretsSeen(cluster);
    }

    /// When this Secret held this password for the first time.
    Optional<Instant> since(String secret, String password) {
        return sights.stream()
                .filter(sight -> sight.name().equals(secret))
                .filter(sight -> password.equals(sight.data().get("password")))
                .map(Sight::at)
                .findFirst();
    }

    /// Those of a Secret that came after a moment.
    List<Sight> versions(String secret, Instant after) {
        return sights.stream()
                .filter(sight -> sight.name().equals(secret) && sight.at().isAfter(after))
                .toList();
    }

    /// The intents of a request: one, or none if it never came that far.
    Set<String> intents(String request) {
        return ofRequest(request).map(Sight::uid).collect(Collectors.toSet());
    }

    /// The passwords that were ever drawn for a request.
    Set<String> candidates(String request) {
        return ofRequest(request)
                .map(sight -> Objects.requireNonNull(sight.data().get("password")))
                .collect(Collectors.toSet());
    }

    /// Every password, hash and verifier that was ever in one of them.
    Set<String> secrets() {
        return sights.stream()
                .flatMap(sight -> sight.data().entrySet().stream())
                .filter(entry -> PASSWORDS.contains(entry.getKey()))
                .flatMap(entry -> Stream.of(entry.getValue().split(" ", -1)))
                .filter(text -> !text.isBlank())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public void close() {
        watch.close();
    }

    private Stream<Sight> ofRequest(String request) {
        return sights.stream().filter(sight -> sight.request().equals(Optional.of(request)));
    }

    private static Sight sight(Instant at, Secret secret) {
        var metadata = secret.getMetadata();
        var data = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of());
        return new Sight(
                at,
                metadata.getName(),
                metadata.getUid(),
                Optional.ofNullable(Objects.requireNonNullElse(metadata.getLabels(), Map.<String, String>of())
                        .get(REQUEST)),
                data.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> new String(
                                        Base64.getDecoder().decode(entry.getValue()), StandardCharsets.UTF_8))));
    }
}
