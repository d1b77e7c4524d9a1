// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.node;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;

/// One connection to one database process, logged in. Used by one thread.
public interface NodeSession extends AutoCloseable {
    /// Proves that the process takes writes, and leaves nothing behind that lasts. A process whose role takes none, a
    /// replica, is not asked to.
    ///
    /// @throws Refused    it takes no writes although it should
    /// @throws Unanswered no answer in time
    void checkWrite() throws Refused, Unanswered;

    /// Never throws.
    @Override
    void close();
}
