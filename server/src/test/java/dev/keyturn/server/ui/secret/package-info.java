// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.server.ui.secret;

import org.jspecify.annotations.NullMarked;
