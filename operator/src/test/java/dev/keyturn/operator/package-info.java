// SPDX-License-Identifier: Apache-2.0
/// Holds the files of `deploy` against the Java types, and both against the samples of the contract.
@NullMarked
package dev.keyturn.operator;

import org.jspecify.annotations.NullMarked;
