// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.operator.ops.credential;

import org.jspecify.annotations.NullMarked;
