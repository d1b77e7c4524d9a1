// SPDX-License-Identifier: Apache-2.0

/// What somebody logs in with: accounts, passwords and the two places that a set of credentials has.
@NullMarked
package dev.keyturn.core.credential;

import org.jspecify.annotations.NullMarked;
