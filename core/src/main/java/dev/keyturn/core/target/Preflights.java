// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.Credential;

/// A target that can say beforehand what is missing.
public interface Preflights {
    /// Checks that `next` could be applied on `node`. Changes nothing.
    ///
    /// @throws Refused    what is missing, in words that a person can paste
    /// @throws Unanswered the node did not answer
    void preflight(Node node, Credential next) throws Refused, Unanswered;
}
