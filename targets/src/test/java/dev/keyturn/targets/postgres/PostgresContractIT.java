// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.target.TargetContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class PostgresContractIT {

    @Nested
    @EnabledIf("dev.keyturn.targets.postgres.Servers#has14")
    class On_14 extends TargetContract {
        On_14() {
            super(PostgresEngine.of(14));
        }
    }

    @Nested
    @EnabledIf("dev.keyturn.targets.postgres.Servers#has15")
    class On_15 extends TargetContract {
        On_15() {
            super(PostgresEngine.of(15));
        }
    }

    @Nested
    @EnabledIf("dev.keyturn.targets.postgres.Servers#has16")
    class On_16 extends TargetContract {
        On_16() {
            super(PostgresEngine.of(16));
        }
    }

    @Nested
    @EnabledIf("dev.keyturn.targets.postgres.Servers#has17")
    class On_17 extends TargetContract {
        On_17() {
            super(PostgresEngine.of(17));
        }
    }

    @Nested
    class On_18 extends TargetContract {
        On_18() {
            super(PostgresEngine.of(18));
        }
    }

    @Nested
    @EnabledIfEnvironmentVariable(
            named = PostgresEngine.VARIABLE,
            matches = "postgresql://.*",
            disabledReason = "not run: " + PostgresEngine.VARIABLE + " names no server")
    class A_server_that_somebody_names extends TargetContract {
        A_server_that_somebody_names() {
            super(PostgresEngine.fromEnvironment());
        }
    }
}
