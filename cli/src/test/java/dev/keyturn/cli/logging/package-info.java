// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.cli.logging;

import org.jspecify.annotations.NullMarked;
