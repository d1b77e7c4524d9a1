// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

/// A rotation that this worker alone may change, as it was read.
///
/// @param version grows with every write of the row
/// @param epoch   grows with every takeover of the lease; a write with an old one is refused
public record Leased(RotationId id, Rotation rotation, Terms terms, long version, long epoch) {}
