// SPDX-License-Identifier: Apache-2.0

/// A client of the HTTP API that knows the wire and nothing else, and the few things that most tests begin with.
@NullMarked
package dev.keyturn.e2e.api;

import org.jspecify.annotations.NullMarked;
