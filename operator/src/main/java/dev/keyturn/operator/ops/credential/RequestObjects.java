// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.rotation.Failure;
import java.util.Optional;

/// The objects of one request, in the cluster. Each write is durable on return, and rests on one look: if what it
/// decided by was changed since, nothing is written.
///
/// Every call may end in [dev.keyturn.core.rotation.StoreUnavailable]: it may have happened then. A write may end in
/// [dev.keyturn.core.rotation.LeaseLost]: it did not.
interface RequestObjects {
    Sight look();

    /// Makes the intent. One that this request has made already stands: a request has one candidate for ever.
    ///
    /// @return the intent that stands
    Intent open(Sight seen, Intent intent);

    /// The one write that clients see: the candidate is the published pair, and the former one stands beside it.
    void publish(Sight seen, Intent intent);

    /// Says how far it is, in the request's own status.
    void note(Sight seen, Note note);

    /// @param contradictions how many turns in a row no password that we know was accepted
    /// @param trouble        what the turn met with
    record Note(Course course, int contradictions, Optional<Failure> trouble) {}
}
