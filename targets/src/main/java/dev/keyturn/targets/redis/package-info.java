// SPDX-License-Identifier: Apache-2.0

/// Redis: finds the nodes, changes users on each and asks each whether it lets them in.
@NullMarked
package dev.keyturn.targets.redis;

import org.jspecify.annotations.NullMarked;
