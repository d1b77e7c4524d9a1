// SPDX-License-Identifier: Apache-2.0

/// What the process says while it runs, and what no library may say at any level.
@NullMarked
package dev.keyturn.cli.logging;

import org.jspecify.annotations.NullMarked;
