// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.server.net.Outbound;
import dev.keyturn.server.net.Undelivered;
import dev.keyturn.server.webhook.Webhook.LastCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Makes one call to a receiver.
record Calls(Outbound outbound) {
    /// @param id       the same for every try, so that a receiver can know one that it has seen
    /// @param signedAt the moment that stands in the body, in milliseconds
    LastCall make(Webhook webhook, String id, String body, long signedAt) {
        try {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("x-keyturn-delivery", id);
            webhook.receiver().key().ifPresent(key -> headers.put(Signature.HEADER, Signature.of(key, signedAt, body)));
            outbound.post(webhook.receiver().url(), headers, body);
            return new LastCall(Optional.empty());
        } catch (Undelivered why) {
            return new LastCall(Optional.ofNullable(why.getMessage()));
        }
    }
}
