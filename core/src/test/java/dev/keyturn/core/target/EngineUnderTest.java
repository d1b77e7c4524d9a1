// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.Credential;
import java.util.List;
import java.util.Optional;

/// An engine that [TargetContract] runs against: started by whoever extends the contract, and reached
/// through its driver alone. Candidates are fresh each time, so the tests of one class share an engine.
public interface EngineUnderTest extends AutoCloseable {

    /// Engine and version, as the server states them; printed with the report.
    String version();

    TargetDriver driver();

    /// Leads through the [#paths()], where there are some.
    Connection connection();

    /// Logins with the rights that the engine's page asks for.
    Logins logins();

    /// A credential that the engine takes and has never seen.
    Credential candidate();

    /// Whether one account accepts two passwords at a time.
    boolean keepsTwoPasswords();

    /// The ways to the nodes that can be made to fail; none where nothing of the kind stands in between.
    List<FaultyPath> paths();

    /// Starts every node anew on the data that it has written; empty where the tests may not do that.
    Optional<Runnable> restart();

    @Override
    void close();

    /// A way to one node on which statements or their answers are lost. An exchange is a statement and its answer; they
    /// are counted from 1 since the fault was set.
    interface FaultyPath {

        /// The statement of this exchange is carried out and its answer is lost.
        void loseReply(int exchange);

        /// The statement of this exchange never arrives.
        void loseRequest(int exchange);

        /// The statement of this exchange arrives at [#release()].
        void holdRequest(int exchange);

        /// Delivers what was held; false if the server had ended that connection.
        boolean release();

        boolean hasStruck();

        void heal();
    }
}
