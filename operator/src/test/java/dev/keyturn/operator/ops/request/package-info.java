// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.operator.ops.request;

import org.jspecify.annotations.NullMarked;
