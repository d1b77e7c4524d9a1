// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.targets.net;

import org.jspecify.annotations.NullMarked;
