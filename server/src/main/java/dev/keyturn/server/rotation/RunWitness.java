// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.sql.Session;
import java.util.List;

/// Told of runs in the transactions that keep what they came to, so that what it writes is stored with it
/// or not at all. It must not throw for anything but a store that does not take it.
public interface RunWitness {
    /// A run ended, and stands in the row like this: [dev.keyturn.core.rotation.Rotation#last()] is new.
    /// Called once for each end; a first issue that publishes nothing has none.
    void ended(Session session, StoredRotation rotation);

    /// The row goes.
    void removed(Session session, StoredRotation rotation);

    /// A run that changes the password with which a connection logs in ended, and stands in its row like this.
    void managed(Session session, ConnectionId connection, Rotation rotation);

    /// What a worker reported on the way, in order.
    void reported(Session session, RotationId rotation, List<RotationEvent> events);

    /// A target is about to be touched, or was.
    void began();

    static RunWitness none() {
        return all(List.of());
    }

    static RunWitness all(List<RunWitness> witnesses) {
        return new RunWitness() {
            @Override
            public void ended(Session session, StoredRotation rotation) {
                witnesses.forEach(one -> one.ended(session, rotation));
            }

            @Override
            public void removed(Session session, StoredRotation rotation) {
                witnesses.forEach(one -> one.removed(session, rotation));
            }

            @Override
            public void managed(Session session, ConnectionId connection, Rotation rotation) {
                witnesses.forEach(one -> one.managed(session, connection, rotation));
            }

            @Override
            public void reported(Session session, RotationId rotation, List<RotationEvent> events) {
                witnesses.forEach(one -> one.reported(session, rotation, events));
            }

            @Override
            public void began() {
                witnesses.forEach(RunWitness::began);
            }
        };
    }
}
