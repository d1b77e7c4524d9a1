// SPDX-License-Identifier: Apache-2.0

/// Hostile requests of every kind to every route of a running server.
@org.jspecify.annotations.NullMarked
package dev.keyturn.server.fuzz;
