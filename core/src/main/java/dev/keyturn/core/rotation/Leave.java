// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

/// The wish to delete a rotation.
///
/// @param revoke      whether every credential it issued stops working
/// @param withSecrets whether the secrets that consumers read go as well; else they become ordinary ones
public record Leave(boolean revoke, boolean withSecrets) {}
