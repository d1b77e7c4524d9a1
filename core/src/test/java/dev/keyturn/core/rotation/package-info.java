// SPDX-License-Identifier: Apache-2.0
/// The contract of a store, and one in memory that keeps it.
@NullMarked
package dev.keyturn.core.rotation;

import org.jspecify.annotations.NullMarked;
