// SPDX-License-Identifier: Apache-2.0

@NullMarked
package dev.keyturn.server.ui.project;

import org.jspecify.annotations.NullMarked;
