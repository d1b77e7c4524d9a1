// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.operator.petset;

import org.jspecify.annotations.NullMarked;
