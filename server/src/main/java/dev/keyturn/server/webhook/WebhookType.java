// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a webhook's receiver understands.
public enum WebhookType {
    GENERAL("general"),
    SLACK("slack"),
    MICROSOFT_TEAMS("microsoft-teams");

    private final String wireName;

    WebhookType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<WebhookType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }

    public static Set<String> wireNames() {
        return Arrays.stream(values()).map(WebhookType::wireName).collect(Collectors.toUnmodifiableSet());
    }
}
