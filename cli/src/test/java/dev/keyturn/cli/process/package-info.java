// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.cli.process;

import org.jspecify.annotations.NullMarked;
