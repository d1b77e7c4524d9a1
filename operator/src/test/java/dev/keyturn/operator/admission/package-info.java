// SPDX-License-Identifier: Apache-2.0
/// The rules as tables: one row a rule at least.
@NullMarked
package dev.keyturn.operator.admission;

import org.jspecify.annotations.NullMarked;
