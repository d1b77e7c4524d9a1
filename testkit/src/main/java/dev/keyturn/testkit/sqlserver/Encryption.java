// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

/// How a server treats encryption.
public enum Encryption {
    /// It has none.
    NONE,
    /// The login is encrypted, and everything where the client asks for it: a server as it is installed.
    OFFERED,
    /// Everything is encrypted, whatever the client asks for.
    REQUIRED
}
