// SPDX-License-Identifier: Apache-2.0
/// The port to single database processes: what an operator, which runs them, asks one over a client connection.
@NullMarked
package dev.keyturn.core.node;

import org.jspecify.annotations.NullMarked;
