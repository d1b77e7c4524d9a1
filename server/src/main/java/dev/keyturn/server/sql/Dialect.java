// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

/// Where the two databases differ. Every other statement is written once, for both.
public enum Dialect {
    SQLITE("BLOB", "", ""),
    POSTGRESQL("BYTEA", " FOR UPDATE", " FOR UPDATE SKIP LOCKED");

    private final String blobType;
    private final String forUpdate;
    private final String forUpdateSkipLocked;

    Dialect(String blobType, String forUpdate, String forUpdateSkipLocked) {
        this.blobType = blobType;
        this.forUpdate = forUpdate;
        this.forUpdateSkipLocked = forUpdateSkipLocked;
    }

    public String blobType() {
        return blobType;
    }

    /// The end of a SELECT whose rows nobody else may change before this transaction ends. Nothing on SQLite, where a
    /// transaction that may write is the only one.
    public String forUpdate() {
        return forUpdate;
    }

    /// As [#forUpdate()], leaving out the rows that somebody else holds.
    public String forUpdateSkipLocked() {
        return forUpdateSkipLocked;
    }
}
