// SPDX-License-Identifier: Apache-2.0

/// The folder in which a server keeps what must survive it: the embedded store, the root key, the setup
/// token; and the lock that keeps a second process out of it.
@NullMarked
package dev.keyturn.server.data;

import org.jspecify.annotations.NullMarked;
