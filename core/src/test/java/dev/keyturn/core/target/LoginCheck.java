// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// How far logins at a fake engine can be trusted.
public enum LoginCheck {
    /// A login succeeds if and only if the account accepts the password.
    HONEST,
    /// The first login after a change may refuse what was applied, as on a node that replicates late.
    LAGGING,
    /// As honest, but some of the first logins get no answer.
    MUTE
}
