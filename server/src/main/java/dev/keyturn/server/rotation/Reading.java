// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import java.time.Instant;

/// Somebody was given a set of a rotation.
///
/// @param version which set
/// @param actor   the name of the identity
/// @param lastAt  when last
public record Reading(long version, String actor, Instant lastAt) {}
