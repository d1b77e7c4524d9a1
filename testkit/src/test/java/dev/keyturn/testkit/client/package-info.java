// SPDX-License-Identifier: Apache-2.0

/// The continuous clients against a real server: what they count must be able to be bad news.
@NullMarked
package dev.keyturn.testkit.client;

import org.jspecify.annotations.NullMarked;
