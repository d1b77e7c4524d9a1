// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.server.timeline;

import org.jspecify.annotations.NullMarked;
