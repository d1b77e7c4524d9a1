// SPDX-License-Identifier: Apache-2.0

/// How the process of a command comes to its end.
@NullMarked
package dev.keyturn.cli.process;

import org.jspecify.annotations.NullMarked;
