// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.server.secret.EnvironmentId;
import java.time.Instant;
import java.util.Map;

/// Something that webhooks may be told of.
///
/// @param project what the body says of it, in the order of the contract
record Happening(EventName name, EnvironmentId environment, String folder, Map<String, Object> project, Instant at) {}
