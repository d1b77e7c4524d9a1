// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.rotation.BootState;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.Unanswered;
import java.util.function.Function;

/// How the credential of one database is changed: what its engine brings.
public interface Method {
    /// One account, with two passwords or with one.
    Shape shape();

    /// What the account is called to the driver.
    ///
    /// @param published the user that clients log in as
    AccountName account(AccountName published);

    /// @param next   the user of the candidate
    /// @param former the user of the pair that it replaces
    TargetDriver driver(AccountName next, AccountName former);

    /// The nodes as they run now.
    Connection where() throws Unanswered;

    /// What nodes accept when they start, as it is looked at now.
    ///
    /// @param names who logs in with a credential, which the core knows under [#account] only
    BootState boot(Function<Credential, AccountName> names);
}
