// SPDX-License-Identifier: Apache-2.0

/// The tests of the pages of connections.
@NullMarked
package dev.keyturn.server.ui.connection;

import org.jspecify.annotations.NullMarked;
