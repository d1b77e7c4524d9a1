// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

import java.sql.SQLException;

/// Makes a value of the current row.
@FunctionalInterface
public interface RowReader<T> {
    T read(Row row) throws SQLException;
}
