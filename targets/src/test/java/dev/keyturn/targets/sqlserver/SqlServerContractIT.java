// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.target.TargetContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@Tag("thorough")
class SqlServerContractIT {

    @Nested
    class On_a_double extends TargetContract {
        On_a_double() {
            super(SqlServerEngine.alone());
        }
    }

    @Nested
    class On_a_double_that_shows_hashes extends TargetContract {
        On_a_double_that_shows_hashes() {
            super(SqlServerEngine.thatShowsHashes());
        }
    }

    @Nested
    class In_a_contained_database extends TargetContract {
        In_a_contained_database() {
            super(SqlServerEngine.contained());
        }
    }

    @Nested
    class Logins_of_an_availability_group extends TargetContract {
        Logins_of_an_availability_group() {
            super(SqlServerEngine.group(false));
        }
    }

    @Nested
    class Contained_users_of_an_availability_group extends TargetContract {
        Contained_users_of_an_availability_group() {
            super(SqlServerEngine.group(true));
        }
    }

    @Nested
    @EnabledIfEnvironmentVariable(
            named = SqlServerEngine.VARIABLE,
            matches = "sqlserver://.*",
            disabledReason = "not run: " + SqlServerEngine.VARIABLE + " names no server")
    class A_server_that_somebody_names extends TargetContract {
        A_server_that_somebody_names() {
            super(SqlServerEngine.fromEnvironment());
        }
    }
}
