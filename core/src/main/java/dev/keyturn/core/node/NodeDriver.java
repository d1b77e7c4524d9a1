// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.node;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;

/// One engine, process by process. Stateless and safe for many threads.
@FunctionalInterface
public interface NodeDriver {
    /// Logs in to exactly the process at `at`, on a connection of its own, and proves who we are there.
    ///
    /// @throws Refused    with [Refused.Reason#WRONG_PASSWORD] only for a verdict about the password
    /// @throws Unanswered no verdict: nobody answered there in time
    NodeSession open(Endpoint at, Tls tls, Login login, Deadline deadline) throws Refused, Unanswered;
}
