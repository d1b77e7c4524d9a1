// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import org.junit.jupiter.api.Tag;

/// `mssql-credentials`, on the stand-in for SQL Server.
@Tag("thorough")
class MssqlRowsIT extends SqlRows {

    MssqlRowsIT() {
        super(MssqlEngine.start());
    }
}
