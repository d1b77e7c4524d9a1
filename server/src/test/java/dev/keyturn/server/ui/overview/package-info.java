// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.keyturn.server.ui.overview;

import org.jspecify.annotations.NullMarked;
