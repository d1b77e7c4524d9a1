// SPDX-License-Identifier: Apache-2.0
/// The contract of a target, and a fake engine that keeps it and can be made to answer badly.
@NullMarked
package dev.keyturn.core.target;

import org.jspecify.annotations.NullMarked;
