// SPDX-License-Identifier: Apache-2.0

/// What several pages of the console show alike: times, badges, and the views of other small parts.
@NullMarked
package dev.keyturn.server.ui.part;

import org.jspecify.annotations.NullMarked;
