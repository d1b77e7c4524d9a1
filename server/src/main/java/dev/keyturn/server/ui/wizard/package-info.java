// SPDX-License-Identifier: Apache-2.0

/// Adding a rotation in six steps, and changing one on a single page. What was typed is kept in a draft until the last
/// step; what is right about it is the API's to say.
@NullMarked
package dev.keyturn.server.ui.wizard;

import org.jspecify.annotations.NullMarked;
