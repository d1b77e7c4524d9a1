// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.testkit.redis;

import org.jspecify.annotations.NullMarked;
