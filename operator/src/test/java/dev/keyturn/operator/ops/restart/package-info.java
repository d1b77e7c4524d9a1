// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.operator.ops.restart;

import org.jspecify.annotations.NullMarked;
