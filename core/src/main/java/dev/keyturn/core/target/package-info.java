// SPDX-License-Identifier: Apache-2.0
/// The port to a database whose credentials change, and the values that cross it.
@NullMarked
package dev.keyturn.core.target;

import org.jspecify.annotations.NullMarked;
