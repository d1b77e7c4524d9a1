// SPDX-License-Identifier: Apache-2.0

/// Targets of several nodes of which one does not do as it is told.
@NullMarked
package dev.keyturn.e2e.nodes;

import org.jspecify.annotations.NullMarked;
