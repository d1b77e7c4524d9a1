// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A target that can say who is logged in.
public interface ShowsUsage {
    /// Sessions of one account that look alike.
    ///
    /// @param address where they come from; empty if the target does not tell us
    /// @param name    what the client calls itself; empty if it does not, or the target does not tell us
    /// @param oldest  when the first of them began
    record Client(AccountName account, String address, String name, int count, Optional<Instant> oldest) {}

    /// Who is logged in to `node` as one of `accounts` now. One question for all of them.
    ///
    /// @throws Refused    the node does not tell us; the message says which right is missing
    /// @throws Unanswered the node was silent: nobody knows, which is not "nobody"
    List<Client> clients(Node node, Set<AccountName> accounts) throws Refused, Unanswered;
}
