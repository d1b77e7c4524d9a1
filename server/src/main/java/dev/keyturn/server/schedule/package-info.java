// SPDX-License-Identifier: Apache-2.0
/// Looks at rotations when they want to be looked at. The row is the schedule; nothing is kept here that a crash could
/// lose.
@NullMarked
package dev.keyturn.server.schedule;

import org.jspecify.annotations.NullMarked;
