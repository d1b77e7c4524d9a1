// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

/// Identifies a webhook.
public record WebhookId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
