// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.node;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;

/// An engine whose processes can be joined to a cluster of slots.
@FunctionalInterface
public interface ClusterDriver extends NodeDriver {
    @Override
    ClusterSession open(Endpoint at, Tls tls, Login login, Deadline deadline) throws Refused, Unanswered;
}
