// SPDX-License-Identifier: Apache-2.0
/// The Ops-manager: which request of a database goes on, and what it has written down before it touches anything
/// (contract §7.3, §8.4).
@NullMarked
package dev.keyturn.operator.ops;

import org.jspecify.annotations.NullMarked;
