// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.runtime.EventLog;
import io.fabric8.kubernetes.api.model.HasMetadata;

/// Tells people what a request does, beside the request, and beside its database where that is about it (contract
/// §8.10).
record Announcer(EventLog events) {
    void tell(HasMetadata request, String reason, String message) {
        events.normal(request, reason, message);
    }

    /// Something that those should see, too, who look at the database only.
    void tellBoth(HasMetadata request, HasMetadata database, String reason, String message) {
        events.normal(request, reason, message);
        events.normal(database, reason, message);
    }

    void warnBoth(HasMetadata request, HasMetadata database, String reason, String message) {
        events.warning(request, reason, message);
        events.warning(database, reason, message);
    }
}
