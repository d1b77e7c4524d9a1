// SPDX-License-Identifier: Apache-2.0

/// The HTTP API: [Routes] is its table of contents, and each resource has one class that translates between
/// the contract's words and ours.
@NullMarked
package dev.keyturn.server.api;

import org.jspecify.annotations.NullMarked;
