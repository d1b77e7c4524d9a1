// SPDX-License-Identifier: Apache-2.0

/// The acceptance suite of the API contract: each test is named for its row of §14, or for the paragraph that it holds
/// the packaged server against.
@NullMarked
package dev.keyturn.e2e.acceptance;

import org.jspecify.annotations.NullMarked;
