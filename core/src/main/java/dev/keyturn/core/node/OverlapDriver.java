// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.node;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.TargetDriver;

/// An engine whose user `default` lets two passwords in at a time, and that knows the same client under another name,
/// too. Stateless and safe for many threads.
@FunctionalInterface
public interface OverlapDriver {
    /// One change of the published pair. It opens a [Beside] of the nodes that the connection lists, all of them. To
    /// whoever calls that the account is always `default`, and the other names follow it: made with `apply`, proved
    /// with `verify`, removed with `retire`. Nothing is saved on a node: what it accepts when it starts is the
    /// caller's.
    ///
    /// Repeatable: after a crash the same two names lead to the same end. What is retired is the former password if
    /// its version is the lower one, else the candidate, with the name that it brought.
    ///
    /// @param next   who logs in with the candidate besides `default`; `default` for nobody
    /// @param former who logged in with the former one; removed with it, unless it is `default` or `next`
    TargetDriver of(AccountName next, AccountName former);
}
