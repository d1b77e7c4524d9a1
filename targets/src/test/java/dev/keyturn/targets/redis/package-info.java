// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.targets.redis;

import org.jspecify.annotations.NullMarked;
