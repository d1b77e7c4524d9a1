// SPDX-License-Identifier: Apache-2.0

/// Tells open pages that something changed, by name and never by value; they then ask for themselves.
@NullMarked
package dev.keyturn.server.ui.live;

import org.jspecify.annotations.NullMarked;
