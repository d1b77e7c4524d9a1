// SPDX-License-Identifier: Apache-2.0
/// What would happen: checks of a connection or a rotation that change nothing, take no lease and draw no password, and
/// the steps that a run would take.
@NullMarked
package dev.keyturn.server.plan;

import org.jspecify.annotations.NullMarked;
