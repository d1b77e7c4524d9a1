// SPDX-License-Identifier: Apache-2.0

/// The two scripts of the source tree: how they find a JDK, and that `keyturn` hands everything through.
@NullMarked
package dev.keyturn.e2e.launcher;

import org.jspecify.annotations.NullMarked;
