// SPDX-License-Identifier: Apache-2.0

/// How the nodes start that the operator runs, by its own scripts on this machine.
@NullMarked
package dev.keyturn.e2e.boot;

import org.jspecify.annotations.NullMarked;
