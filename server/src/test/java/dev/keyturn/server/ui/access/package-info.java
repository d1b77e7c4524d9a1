// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.keyturn.server.ui.access;

import org.jspecify.annotations.NullMarked;
