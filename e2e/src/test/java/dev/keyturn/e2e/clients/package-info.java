// SPDX-License-Identifier: Apache-2.0

/// What a user meets first: the official client, the example script, the demo.
@NullMarked
package dev.keyturn.e2e.clients;

import org.jspecify.annotations.NullMarked;
