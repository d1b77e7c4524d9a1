// SPDX-License-Identifier: Apache-2.0
/// One request as it is worked on: its conditions, and how they are written down.
@NullMarked
package dev.keyturn.operator.ops.request;

import org.jspecify.annotations.NullMarked;
