// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;

/// The fakes that the enumeration stands on keep the contract that the real drivers keep.
class FakeTargetTest {

    @Nested
    class An_engine_that_ends_our_earlier_connections extends TargetContract {

        An_engine_that_ends_our_earlier_connections() {
            super(new Specimen(Dialect.ACL, Locking.KILLS));
        }
    }

    @Nested
    class An_engine_that_keeps_a_list_of_passwords extends TargetContract {

        An_engine_that_keeps_a_list_of_passwords() {
            super(new Specimen(Dialect.PASSWORD_LIST, Locking.WAITS));
        }
    }

    @Nested
    class An_engine_that_keeps_one_password extends TargetContract {

        An_engine_that_keeps_one_password() {
            super(new Specimen(Dialect.ONE_PASSWORD, Locking.WAITS));
        }
    }

    /// A fake engine of two nodes, with a wire that can be told to fail.
    private static final class Specimen implements EngineUnderTest {

        private static final long SEED = 20_260_321;

        private final PasswordGenerator generator = new PasswordGenerator(new Random(SEED));
        private final Login ours = Login.of(new AccountName("keyturn"), Password.of("ours"));
        private final FaultyWire wire = new FaultyWire();
        private final Dialect dialect;
        private final FakeDriver driver;

        Specimen(Dialect dialect, Locking locking) {
            var engine = new FakeEngine(dialect, locking, List.of(FakeEngine.writer(1), FakeEngine.writer(2)));
            this.dialect = dialect;
            this.driver = new FakeDriver(engine, ours, wire);
        }

        @Override
        public String version() {
            return "a fake engine, " + dialect + ", seed " + SEED;
        }

        @Override
        public TargetDriver driver() {
            return driver;
        }

        @Override
        public Connection connection() {
            return new Connection(new Endpoint("fake", 1), Optional.empty(), new Tls.Off(), List.of());
        }

        @Override
        public Logins logins() {
            return () -> List.of(ours);
        }

        @Override
        public Credential candidate() {
            var rules = new AccountRules(List.of(), Optional.empty(), List.of(), Optional.empty(), true);
            return new Credential(
                    generator.accountName(),
                    Origin.MADE,
                    generator.password(PasswordRequirements.standard()),
                    1,
                    generator.salt(),
                    rules);
        }

        @Override
        public boolean keepsTwoPasswords() {
            return dialect != Dialect.ONE_PASSWORD;
        }

        @Override
        public List<FaultyPath> paths() {
            return List.of(wire);
        }

        @Override
        public Optional<Runnable> restart() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // nothing runs
        }
    }
}
