// SPDX-License-Identifier: Apache-2.0
/// Connections: where a target is and who we are there, kept sealed, proved by a login before they are stored, and held
/// to the networks that an installation allows.
@NullMarked
package dev.keyturn.server.connection;

import org.jspecify.annotations.NullMarked;
