// SPDX-License-Identifier: Apache-2.0
/// The page of a rotation: who may log in, until when, and who still uses the old set.
///
/// What the API answers is read into view records by pure functions; templates draw those.
@NullMarked
package dev.keyturn.server.ui.rotation;

import org.jspecify.annotations.NullMarked;
