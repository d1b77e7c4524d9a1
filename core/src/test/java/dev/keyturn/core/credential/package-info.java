// SPDX-License-Identifier: Apache-2.0
/// Tests of the values in this package.
@NullMarked
package dev.keyturn.core.credential;

import org.jspecify.annotations.NullMarked;
