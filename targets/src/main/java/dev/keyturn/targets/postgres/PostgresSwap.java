// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Held;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Swap;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Endpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// One visit to a PostgreSQL whose one role changes its password while logins wait (Kubernetes contract, §8.6).
final class PostgresSwap implements Swap {
    private final PostgresTarget target;
    private final Sessions sessions;
    private final RandomGenerator random;
    private final Hold hold;
    private final List<String> warnings = new ArrayList<>();

    PostgresSwap(PostgresTarget target, Sessions sessions, RandomGenerator random, Hold hold) {
        this.target = target;
        this.sessions = sessions;
        this.random = random;
        this.hold = hold;
    }

    @Override
    public Held prepare(Credential next) throws Refused, Unanswered {
        Topology nodes = target.nodes();
        Node primary = nodes.writers().getFirst();
        if (nodes.required().size() > 1) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "STANDBYS",
                    "the one role of a server with standbys cannot be changed yet: their logins would not wait",
                    primary.address());
        }
        AdminSession session = sessions.locking(Endpoints.parse(primary.address()));
        session.holdForAccount(next.account());
        new Rehearsal(session.sql(), random).run(next, stranger -> target.verify(primary, stranger));
        return new LoginHold(session.sql(), hold, warnings::add).over(next);
    }

    @Override
    public Topology nodes() throws Refused, Unanswered {
        return target.nodes();
    }

    @Override
    public TargetLock lock() throws Refused, Unanswered {
        return target.lock();
    }

    @Override
    public void verify(Node node, Credential credential) throws Refused, Unanswered {
        target.verify(node, credential);
    }

    @Override
    public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
        target.retire(node, gone, keep);
    }

    @Override
    public List<String> warnings() {
        var all = new ArrayList<>(target.warnings());
        all.addAll(warnings);
        return List.copyOf(all);
    }

    @Override
    public void close() {
        target.close();
    }
}
