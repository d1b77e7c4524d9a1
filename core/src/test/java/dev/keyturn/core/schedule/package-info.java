// SPDX-License-Identifier: Apache-2.0
/// Tests of the values in this package.
@NullMarked
package dev.keyturn.core.schedule;

import org.jspecify.annotations.NullMarked;
