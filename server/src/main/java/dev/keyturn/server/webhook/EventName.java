// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What webhooks are told of. Extensions go only to those that name them, so that receivers which know Infisical see
/// nothing new.
public enum EventName {
    SECRETS_MODIFIED("secrets.modified", false),
    ROTATION_FAILED("secrets.rotation-failed", false),
    ROTATION_UPCOMING("secrets.rotation-upcoming", true),
    ROTATION_SUCCEEDED("secrets.rotation-succeeded", true),
    /// Sent on request only.
    TEST("test", true);

    private final String wireName;
    private final boolean extension;

    EventName(String wireName, boolean extension) {
        this.wireName = wireName;
        this.extension = extension;
    }

    public String wireName() {
        return wireName;
    }

    boolean isExtension() {
        return extension;
    }

    public static Optional<EventName> of(String wireName) {
        return Arrays.stream(values())
                .filter(name -> name.wireName.equals(wireName))
                .findFirst();
    }

    /// Those that a filter may name.
    public static Set<String> wireNames() {
        return Arrays.stream(values())
                .filter(name -> name != TEST)
                .map(EventName::wireName)
                .collect(Collectors.toUnmodifiableSet());
    }
}
