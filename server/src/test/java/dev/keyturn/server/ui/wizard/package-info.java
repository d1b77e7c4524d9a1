// SPDX-License-Identifier: Apache-2.0

/// The tests of adding and changing rotations.
@NullMarked
package dev.keyturn.server.ui.wizard;

import org.jspecify.annotations.NullMarked;
