// SPDX-License-Identifier: Apache-2.0

/// Addresses and networks, as literals: nothing here asks a name server.
@NullMarked
package dev.keyturn.server.net;

import org.jspecify.annotations.NullMarked;
