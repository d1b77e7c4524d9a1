// SPDX-License-Identifier: Apache-2.0

/// Tells other systems of changed secrets and of rotations: webhooks, an outbox that is written with what it tells of,
/// and the thread that empties it.
@NullMarked
package dev.keyturn.server.webhook;

import org.jspecify.annotations.NullMarked;
