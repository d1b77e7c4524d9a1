// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// One server process of a target.
///
/// @param id         stable for as long as the process keeps its data: a cluster's node id, else the address
/// @param address    `host:port`, as people know it
/// @param takesWrites whether account changes are sent to it; a node without is only verified
public record Node(String id, String address, boolean takesWrites) {}
