// SPDX-License-Identifier: Apache-2.0

/// The packaged `keyturn` command as a real process: started, watched, stopped and killed by tests.
@NullMarked
package dev.keyturn.e2e.process;

import org.jspecify.annotations.NullMarked;
