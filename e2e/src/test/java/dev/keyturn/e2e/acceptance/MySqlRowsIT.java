// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// `mysql-credentials`, on MariaDB.
@Tag("thorough")
@EnabledIfSystemProperty(named = MariaDbEngine.PROPERTY, matches = "system", disabledReason = MariaDbEngine.MISSING)
class MySqlRowsIT extends SqlRows {

    MySqlRowsIT() {
        super(MariaDbEngine.start());
    }
}
