// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// What bounds one visit to a target.
///
/// @param holder   in whose name statements are sent and the target's lock is taken: the rotation's id, so that a later
///                 visit finds what an earlier one left. Letters, digits and hyphens
/// @param deadline no call of the visit runs past it
/// @param reach    which addresses may be connected to, announced nodes included
public record Session(String holder, Deadline deadline, AddressRule reach) {}
