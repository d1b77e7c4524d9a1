// SPDX-License-Identifier: Apache-2.0

/// The `keyturn` command. The only place with a `main`, and the only one that names drivers.
@NullMarked
package dev.keyturn.cli;

import org.jspecify.annotations.NullMarked;
