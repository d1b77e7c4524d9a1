// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.EndsSessions;
import dev.keyturn.core.target.HasFingerprint;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Preflights;
import dev.keyturn.core.target.ReadsBack;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.ShowsStatements;
import dev.keyturn.core.target.ShowsUsage;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Endpoints;
import dev.keyturn.targets.sqlserver.Statements.Form;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// One visit to a SQL Server: each instance for a login, the primary replica for a user of a contained
/// database.
final class SqlServerTarget
        implements Beside, Preflights, ReadsBack, ShowsUsage, EndsSessions, ShowsStatements, HasFingerprint {

    private final Sessions sessions;
    private final RandomGenerator random;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Hosts hosts;
    private final LoginProof proof;
    private Hosts.Sight sight;

    private SqlServerTarget(Sessions sessions, RandomGenerator random, FailedLogins failed) throws Refused, Unanswered {
        this.sessions = sessions;
        this.random = random;
        this.hosts = new Hosts(sessions, warnings::add);
        this.proof = new LoginProof(sessions, failed);
        this.sight = hosts.look();
    }

    static SqlServerTarget open(Sessions sessions, RandomGenerator random, FailedLogins failed)
            throws Refused, Unanswered {
        try {
            return new SqlServerTarget(sessions, random, failed);
        } catch (Refused | Unanswered e) {
            sessions.close();
            throw e;
        }
    }

    @Override
    public Topology nodes() throws Refused, Unanswered {
        sight = hosts.look();
        return hosts.topology(sight);
    }

    /// An earlier session of this rotation may still have a statement to read; it holds the lock until it ends.
    @Override
    public TargetLock lock() throws Refused, Unanswered {
        for (Node node : hosts.topology(sight).writers()) {
            AdminSession session = sight.contained() ? working(node) : sessions.inMaster(at(node));
            session.holdForHolder(sessions.application());
        }
        return new TargetLock() {
            @Override
            public boolean isProven() {
                return true;
            }

            @Override
            public void close() {
                sessions.close();
            }
        };
    }

    @Override
    public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
        AccountPassword password = changing(node, next);
        try {
            password.apply(next);
            if (letsIn(node, next, password.found())) {
                password.letIn(next.account());
            }
            if (sight.writable().contains(at(node)) && next.rules().ownerRole().isPresent()) {
                ownerRole(node, next).arrange(next.account());
            }
        } catch (Refused refused) {
            // the server has one number for what is missing and for what is out of our reach
            if (refused.reason() == Reason.NOT_PERMITTED || refused.reason() == Reason.NO_SUCH_ACCOUNT) {
                preflight(node, next);
            }
            throw refused;
        }
    }

    @Override
    public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
        changing(node, gone).retire(gone, keep);
    }

    @Override
    public void verify(Node node, Credential credential) throws Refused, Unanswered {
        proof.verify(node, credential, sight);
    }

    @Override
    public void preflight(Node node, Credential next) throws Refused, Unanswered {
        if (!node.takesWrites()) {
            return;
        }
        Found found = catalogue(node).look(next.account());
        new Rights(session(node)).check(next, found, dependsOnOurRights(next));
        if (found instanceof Found.ALogin login) {
            new Replicas(sessions, sight).checkSid(next.account(), login);
        }
        if (sight.writable().contains(at(node)) && next.rules().ownerRole().isPresent()) {
            ownerRole(node, next).check();
        }
    }

    @Override
    public Answer readBack(Node node, Credential credential) throws Refused, Unanswered {
        return hash(node, credential.account())
                .map(hash -> StoredHash.compare(credential, hash))
                .orElse(Answer.CANNOT_TELL);
    }

    @Override
    public Optional<Verifier> found(Node node, AccountName account) throws Refused, Unanswered {
        return hash(node, account).filter(StoredHash::isKnown);
    }

    @Override
    public List<Client> clients(Node node, Set<AccountName> accounts) throws Refused, Unanswered {
        return new Activity(session(node), catalogue(node)).clients(accounts);
    }

    @Override
    public int endSessions(Node node, AccountName account) throws Refused, Unanswered {
        return new Activity(session(node), catalogue(node)).end(account);
    }

    @Override
    public int endOlderSessions(Node node, AccountName account, Instant changed) throws Refused, Unanswered {
        return new Activity(session(node), catalogue(node)).endOlder(account, changed);
    }

    @Override
    public List<String> statements(Node node, AccountName account, AccountRules rules) throws Refused, Unanswered {
        if (rules.statement().isPresent()) {
            return Statements.shown(rules.statement().orElseThrow(), account, sessions.database());
        }
        Found found = catalogue(node).look(account);
        return Statements.shown(found, account, form(found));
    }

    @Override
    public Optional<String> fingerprint() throws Refused, Unanswered {
        return Fingerprint.of(sessions.working(sight.primary()).sql());
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() {
        sessions.close();
    }

    private OwnerRole ownerRole(Node node, Credential next) throws Refused, Unanswered {
        return new OwnerRole(working(node), next.rules().ownerRole().orElseThrow());
    }

    /// What an owner's own statement needs cannot be known.
    private static boolean dependsOnOurRights(Credential next) {
        return next.rules().statement().isEmpty();
    }

    private Optional<Verifier> hash(Node node, AccountName account) throws Refused, Unanswered {
        return catalogue(node).look(account) instanceof Found.ALogin login ? login.hash() : Optional.empty();
    }

    private static Endpoint at(Node node) {
        return Endpoints.parse(node.address());
    }

    private AdminSession working(Node node) throws Refused, Unanswered {
        return sessions.working(at(node));
    }

    /// In the connection's database, or in `master` where that is closed on this replica.
    private AdminSession session(Node node) throws Refused, Unanswered {
        return sight.isClosed(at(node)) ? sessions.inMaster(at(node)) : working(node);
    }

    private Catalogue catalogue(Node node) throws Refused, Unanswered {
        return new Catalogue(session(node), sight.contained());
    }

    private boolean letsIn(Node node, Credential next, Found found) {
        return next.rules().createMissing()
                && sight.writable().contains(at(node))
                && !sessions.database().equalsIgnoreCase(Sessions.MASTER)
                && (found instanceof Found.ALogin || (found instanceof Found.Nobody(boolean contained) && !contained));
    }

    /// A hash is for logins that have to agree on several instances; the engine takes none where it checks the
    /// policy.
    private Form form(Found found) {
        boolean hashed = sessions.hosts().size() > 1 && found instanceof Found.ALogin login && !login.policyChecked();
        return hashed ? Form.HASHED : Form.PLAIN;
    }

    /// An owner's own statement runs in the connection's database; locks are held there and where all look for
    /// them.
    private AccountPassword changing(Node node, Credential credential) throws Refused, Unanswered {
        Found found = catalogue(node).look(credential.account());
        boolean inDatabase =
                found instanceof Found.AUser || (found instanceof Found.Nobody(boolean contained) && contained);
        AdminSession session = inDatabase ? working(node) : sessions.inMaster(at(node));
        hold(session, credential);
        AdminSession working = session(node);
        if (credential.rules().statement().isPresent()) {
            hold(working, credential);
        }
        Found now = catalogue(node).look(credential.account());
        Optional<String> sid = now instanceof Found.Nobody && sessions.hosts().size() > 1
                ? Optional.of(new Replicas(sessions, sight).sid(credential.account()))
                : Optional.empty();
        return new AccountPassword(session, working, now, form(now), sid, random);
    }

    private void hold(AdminSession session, Credential credential) throws Refused, Unanswered {
        session.holdForHolder(sessions.application());
        session.holdForAccount(credential.account());
    }
}
