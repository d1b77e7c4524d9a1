// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

/// Something that wants to be stored together with a change that others make. Used by one thread.
public interface Companion {
    /// Called at the end of each transaction; writes what is not stored yet.
    void join(Session session);

    /// The transaction that was joined last is on disk.
    void joined();
}
