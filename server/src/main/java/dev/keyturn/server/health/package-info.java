// SPDX-License-Identifier: Apache-2.0
/// Whether what is published still logs in, and connections still open: checks on request and by the hour, and what
/// the last one found. A check is no run: it takes no lease and changes nothing.
@NullMarked
package dev.keyturn.server.health;

import org.jspecify.annotations.NullMarked;
