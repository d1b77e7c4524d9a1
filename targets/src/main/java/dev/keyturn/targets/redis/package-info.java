// SPDX-License-Identifier: Apache-2.0
/// Redis and Valkey: users of the server's own access lists, changed on every node, since no node tells another of
/// them.
///
/// Clear text travels in `AUTH` and nowhere else; what changes a user carries the SHA-256 of the password.
/// A session speaks to each node over one connection that bears the session's name, so that a later session
/// finds and ends it before it sends anything itself: Redis has no other lock. Facts about the engine are
/// in `engines.md` §3.
@NullMarked
package dev.keyturn.targets.redis;

import org.jspecify.annotations.NullMarked;
