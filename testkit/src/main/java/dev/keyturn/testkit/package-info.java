// SPDX-License-Identifier: Apache-2.0

/// Real engines started for a test or for the demo, and what watches them.
@NullMarked
package dev.keyturn.testkit;

import org.jspecify.annotations.NullMarked;
