// SPDX-License-Identifier: Apache-2.0

/// How the console is for its visitor, and what this server is.
@NullMarked
package dev.keyturn.server.ui.settings;

import org.jspecify.annotations.NullMarked;
