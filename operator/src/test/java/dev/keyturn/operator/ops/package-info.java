// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.operator.ops;

import org.jspecify.annotations.NullMarked;
