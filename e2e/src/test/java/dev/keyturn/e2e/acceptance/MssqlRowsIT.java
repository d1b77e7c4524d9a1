// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

/// `mssql-credentials`, on the stand-in for SQL Server.
class MssqlRowsIT extends SqlRows {

    MssqlRowsIT() {
        super(MssqlEngine.start());
    }
}
