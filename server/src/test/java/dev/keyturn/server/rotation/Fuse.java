// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.PasswordPolicy;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationStore;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Lets a worker die before or after its effect number k on store and target: nothing that it would do afterwards
/// happens.
final class Fuse {
    /// No effect of a dead worker.
    static final class Blown extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final int last;
    private int passed;

    /// @param last how many moments pass before it blows
    Fuse(int last) {
        this.last = last;
    }

    static Fuse whole() {
        return new Fuse(Integer.MAX_VALUE);
    }

    private void burn() {
        if (passed >= last) {
            throw new Blown();
        }
        passed++;
    }

    TargetDriver under(TargetDriver honest) {
        return new Driver(honest);
    }

    RotationStore under(RotationStore honest) {
        return new Store(honest);
    }

    private final class Driver implements TargetDriver {
        private final TargetDriver honest;

        Driver(TargetDriver honest) {
            this.honest = honest;
        }

        @Override
        public TargetType type() {
            return honest.type();
        }

        @Override
        public PasswordPolicy passwordPolicy() {
            return honest.passwordPolicy();
        }

        @Override
        public Target open(Connection where, Logins as, Session session) throws Refused, Unanswered {
            return new Visit((Beside) honest.open(where, as, session));
        }
    }

    private final class Visit implements Beside {
        private final Beside honest;

        Visit(Beside honest) {
            this.honest = honest;
        }

        @Override
        public Topology nodes() throws Refused, Unanswered {
            return honest.nodes();
        }

        @Override
        public TargetLock lock() throws Refused, Unanswered {
            return honest.lock();
        }

        @Override
        public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
            burn();
            honest.apply(node, next, keep);
            burn();
        }

        @Override
        public void verify(Node node, Credential credential) throws Refused, Unanswered {
            burn();
            honest.verify(node, credential);
            burn();
        }

        @Override
        public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
            burn();
            honest.retire(node, gone, keep);
            burn();
        }

        @Override
        public List<String> warnings() {
            return honest.warnings();
        }

        @Override
        public void close() {
            honest.close();
        }
    }

    private final class Store implements RotationStore {
        private final RotationStore honest;

        Store(RotationStore honest) {
            this.honest = honest;
        }

        @Override
        public Optional<Leased> lease(RotationId id, Duration atLeast) {
            burn();
            return honest.lease(id, atLeast);
        }

        @Override
        public Leased renew(Leased held, Duration atLeast) {
            return honest.renew(held, atLeast);
        }

        @Override
        public Leased save(Leased held, Rotation next) {
            burn();
            Leased saved = honest.save(held, next);
            burn();
            return saved;
        }

        @Override
        public Leased publish(Leased held, Rotation after) {
            burn();
            Leased published = honest.publish(held, after);
            burn();
            return published;
        }

        @Override
        public void remove(Leased held, boolean withSecrets) {
            honest.remove(held, withSecrets);
        }

        @Override
        public void release(Leased held) {
            burn();
            honest.release(held);
        }

        @Override
        public List<RotationId> awake(Instant now, int limit) {
            return honest.awake(now, limit);
        }
    }
}
