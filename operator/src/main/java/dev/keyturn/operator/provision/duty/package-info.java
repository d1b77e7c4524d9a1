// SPDX-License-Identifier: Apache-2.0
/// What time brings to a database: the next rotation when one is due (contract §9), and the end of the former pair
/// (§8.2).
@NullMarked
package dev.keyturn.operator.provision.duty;

import org.jspecify.annotations.NullMarked;
