// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Unanswered;
import java.util.Set;

/// What a node accepts when it starts, where that is ours to write.
///
/// Called with every credential that the state lets a node accept: after the intent is saved and before the first
/// `apply`, and again without what goes after the nodes have been told and before it is proved. In between a node that
/// restarts takes old and new.
public interface BootState {
    /// Repeatable; durable on return. Fenced as the store is: the write of a worker that was taken over changes
    /// nothing.
    ///
    /// @throws Unanswered it may or may not have been written, or another worker has written it meanwhile
    void accept(Set<Credential> all) throws Unanswered;

    /// Nodes keep their own state, as everywhere outside Kubernetes.
    static BootState none() {
        return _ -> {};
    }
}
