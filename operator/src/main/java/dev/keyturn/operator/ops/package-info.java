// SPDX-License-Identifier: Apache-2.0
/// The Ops-manager: which request of a database goes on, and what becomes of it, step by step, to its end (contract §7,
/// §8).
@NullMarked
package dev.keyturn.operator.ops;

import org.jspecify.annotations.NullMarked;
