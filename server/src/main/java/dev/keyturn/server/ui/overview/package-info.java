// SPDX-License-Identifier: Apache-2.0

/// The first page: what needs somebody, and what comes next.
@NullMarked
package dev.keyturn.server.ui.overview;

import org.jspecify.annotations.NullMarked;
