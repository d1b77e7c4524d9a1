// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Held;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.ReadsBack.Answer;
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

/// One visit to the instances whose one login changes its password (Kubernetes contract, §8.6). An availability group
/// does not copy logins, so each instance is changed by itself; one that has the password already is left alone.
final class SqlServerSwap implements Swap {
    private final SqlServerTarget target;
    private final Sessions sessions;
    private final RandomGenerator random;
    private final boolean holds;
    private final List<String> warnings = new ArrayList<>();

    SqlServerSwap(SqlServerTarget target, Sessions sessions, RandomGenerator random, boolean holds) {
        this.target = target;
        this.sessions = sessions;
        this.random = random;
        this.holds = holds;
    }

    /// First everything that only reads, on every instance; then the rehearsals, one after the other; then one session
    /// for each instance that holds the account's lock.
    @Override
    public Held prepare(Credential next) throws Refused, Unanswered {
        List<Node> unchanged = new ArrayList<>();
        for (Node node : target.nodes().required()) {
            target.preflight(node, next);
            if (target.readBack(node, next) != Answer.MATCHES) {
                unchanged.add(node);
            }
        }
        for (Node node : unchanged) {
            AdminSession session = locked(node, next);
            new Rehearsal(session, random, warnings::add).run(next, stranger -> target.verify(node, stranger));
        }
        List<AdminSession> changing = new ArrayList<>();
        for (Node node : unchanged) {
            changing.add(locked(node, next));
        }
        return holds ? HeldChange.begin(changing, next, warnings::add) : new LateChange(changing, next, warnings::add);
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

    /// A password that was changed is gone already. Where it is still accepted, the change is made again.
    @Override
    public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
        try {
            target.verify(node, gone);
        } catch (Refused refused) {
            if (refused.reason() == Reason.WRONG_PASSWORD) {
                return;
            }
            throw refused;
        }
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

    private AdminSession locked(Node node, Credential next) throws Refused, Unanswered {
        AdminSession session = sessions.inMaster(Endpoints.parse(node.address()));
        session.holdForAccount(next.account());
        return session;
    }
}
