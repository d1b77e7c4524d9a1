// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The statements that one session has prepared, by the number that it was given for each.
final class PreparedStatements {

    private final Map<Long, Statement> byHandle = new HashMap<>();
    private long last;

    /// @param declaration names and types of the parameters
    record Statement(String declaration, String text) {}

    long add(Statement statement) {
        byHandle.put(++last, statement);
        return last;
    }

    Statement get(long handle) throws SqlError {
        return Optional.ofNullable(byHandle.get(handle))
                .orElseThrow(
                        () -> new SqlError(8179, 16, "Could not find prepared statement with handle " + handle + "."));
    }

    void remove(long handle) throws SqlError {
        var _ = get(handle);
        byHandle.remove(handle);
    }
}
