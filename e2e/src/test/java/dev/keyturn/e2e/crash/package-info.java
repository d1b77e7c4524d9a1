// SPDX-License-Identifier: Apache-2.0

/// Kills of a real server in the middle of a rotation, at a place that the wire to its Redis nodes tells:
/// the wire is read command by command, and cut at the one that a test waits for.
@NullMarked
package dev.keyturn.e2e.crash;

import org.jspecify.annotations.NullMarked;
