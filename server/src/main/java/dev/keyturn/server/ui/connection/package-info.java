// SPDX-License-Identifier: Apache-2.0

/// Connections: the accounts with which others are changed. A list with what the last login said, and a form that is
/// tested before anything is stored.
@NullMarked
package dev.keyturn.server.ui.connection;

import org.jspecify.annotations.NullMarked;
