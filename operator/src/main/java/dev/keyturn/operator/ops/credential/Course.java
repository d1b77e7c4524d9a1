// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

/// How far the credential of a request is, as its own status says: what neither the intent nor the published pair can
/// tell. Each is one state of the condition `UpdateCredential`.
enum Course {
    /// It is pursued: no condition yet.
    PURSUED,
    /// Its time was over, or the candidate was refused, before it could be published; whether a node took it is still
    /// to be found out. `Unknown`.
    GIVEN_UP,
    /// The candidate is being taken back. `False`, with the reason.
    UNDOING,
    /// The candidate was never published, and is gone from every node. `False`, with the reason.
    UNDONE,
    /// The target accepts none of the passwords that we know. `False`, `CredentialUnknown`.
    BLOCKED,
    /// The published pair was seen to log in on every node. `True`.
    PROVED,
    /// And the former one was seen to be refused.
    RETIRED
}
