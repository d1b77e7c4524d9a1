// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.target.TargetContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

class PostgresContractIT {

    @Nested
    class On_14 extends TargetContract {
        On_14() {
            super(new PostgresEngine(14));
        }
    }

    @Nested
    @EnabledIf("dev.keyturn.targets.postgres.Servers#has15")
    class On_15 extends TargetContract {
        On_15() {
            super(new PostgresEngine(15));
        }
    }

    @Nested
    class On_16 extends TargetContract {
        On_16() {
            super(new PostgresEngine(16));
        }
    }

    @Nested
    @EnabledIf("dev.keyturn.targets.postgres.Servers#has17")
    class On_17 extends TargetContract {
        On_17() {
            super(new PostgresEngine(17));
        }
    }

    @Nested
    class On_18 extends TargetContract {
        On_18() {
            super(new PostgresEngine(18));
        }
    }
}
