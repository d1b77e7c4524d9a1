// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.target.TargetContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class MariaDbContractIT {

    @Nested
    @EnabledIfSystemProperty(named = Servers.PROPERTY, matches = "system", disabledReason = Servers.MISSING)
    class On_the_package_of_this_machine extends TargetContract {
        On_the_package_of_this_machine() {
            super(MySqlEngine.of(Servers.shared()));
        }
    }

    @Nested
    @EnabledIfEnvironmentVariable(
            named = MySqlEngine.MARIADB,
            matches = "(mysql|mariadb)s?://.*",
            disabledReason = "not run: " + MySqlEngine.MARIADB + " names no server")
    class On_a_MariaDB_that_somebody_names extends TargetContract {
        On_a_MariaDB_that_somebody_names() {
            super(MySqlEngine.fromEnvironment(MySqlEngine.MARIADB));
        }
    }

    @Nested
    @EnabledIfEnvironmentVariable(
            named = MySqlEngine.MYSQL,
            matches = "mysqls?://.*",
            disabledReason = "not run: " + MySqlEngine.MYSQL + " names no server")
    class On_a_MySQL_that_somebody_names extends TargetContract {
        On_a_MySQL_that_somebody_names() {
            super(MySqlEngine.fromEnvironment(MySqlEngine.MYSQL));
        }
    }
}
