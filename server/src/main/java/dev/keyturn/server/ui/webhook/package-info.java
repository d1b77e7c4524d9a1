// SPDX-License-Identifier: Apache-2.0

/// The page of a project's webhooks: whom it tells of what, and how the last call went.
@NullMarked
package dev.keyturn.server.ui.webhook;

import org.jspecify.annotations.NullMarked;
