// SPDX-License-Identifier: Apache-2.0
/// The operator: what it consists of. How it runs is in `runtime`; the packages beside it each do one thing.
@NullMarked
package dev.keyturn.operator;

import org.jspecify.annotations.NullMarked;
