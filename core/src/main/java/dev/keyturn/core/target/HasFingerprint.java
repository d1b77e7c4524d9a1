// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import java.util.Optional;

/// A target that can be told from every other one, whatever address it is reached at. So two connections to one server
/// are known for what they are, and no account gets two owners.
public interface HasFingerprint {
    /// A name that the server keeps for as long as it keeps its data, restarts and failovers included: compared, never
    /// parsed. Where an engine has no such name, one that all its nodes have in common now (Redis outside of a
    /// cluster): so two equal answers mean one server, and a difference from an earlier answer means nothing.
    ///
    /// @return empty if the server has none, or does not tell us
    Optional<String> fingerprint() throws Refused, Unanswered;
}
