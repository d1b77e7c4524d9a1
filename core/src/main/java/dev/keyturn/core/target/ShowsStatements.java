// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import java.util.List;

/// A target that can say what it would be sent, for a plan.
public interface ShowsStatements {
    /// What `apply` would send to `node`, in its order, with `********` for each password, hash or verifier. Makes no
    /// password and changes nothing.
    List<String> statements(Node node, AccountName account, AccountRules rules) throws Refused, Unanswered;
}
