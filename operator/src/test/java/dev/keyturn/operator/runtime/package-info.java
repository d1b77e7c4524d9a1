// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.operator.runtime;

import org.jspecify.annotations.NullMarked;
