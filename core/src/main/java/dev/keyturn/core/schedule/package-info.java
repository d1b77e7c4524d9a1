// SPDX-License-Identifier: Apache-2.0
/// When the next rotation is wanted: pure functions of instants.
@NullMarked
package dev.keyturn.core.schedule;

import org.jspecify.annotations.NullMarked;
