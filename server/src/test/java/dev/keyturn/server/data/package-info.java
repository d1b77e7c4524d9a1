// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.server.data;

import org.jspecify.annotations.NullMarked;
