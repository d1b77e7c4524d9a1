// SPDX-License-Identifier: Apache-2.0
/// Dates and what follows from them, as tables.
@NullMarked
package dev.keyturn.operator.provision.duty;

import org.jspecify.annotations.NullMarked;
