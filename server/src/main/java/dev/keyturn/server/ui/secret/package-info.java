// SPDX-License-Identifier: Apache-2.0

/// The page of the secrets of a folder, with the rotations that write some of them. No value is in it before somebody
/// asks for that one.
@NullMarked
package dev.keyturn.server.ui.secret;

import org.jspecify.annotations.NullMarked;
