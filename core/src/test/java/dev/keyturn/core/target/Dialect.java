// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// What an account of a fake engine can hold.
public enum Dialect {
    /// One password, replaced by each change (PostgreSQL, SQL Server).
    ONE_PASSWORD,
    /// A list that each change writes as a whole (MariaDB).
    PASSWORD_LIST,
    /// A password and the one before, which a change retains: not repeatable, so the driver looks first (MySQL).
    RETAINED,
    /// A list that each change writes as a whole, with the account made where it is missing (Redis).
    ACL
}
