// SPDX-License-Identifier: Apache-2.0

/// The server: starts the store, the scheduler and the HTTP API, and stops them.
@NullMarked
package dev.keyturn.server;

import org.jspecify.annotations.NullMarked;
