// SPDX-License-Identifier: Apache-2.0

/// Tests that see the whole: the packaged command in a real process, and the rules of the architecture.
@NullMarked
package dev.keyturn.e2e;

import org.jspecify.annotations.NullMarked;
