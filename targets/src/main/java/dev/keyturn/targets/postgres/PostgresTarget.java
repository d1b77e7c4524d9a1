// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

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
import dev.keyturn.core.target.ReportsOwned;
import dev.keyturn.core.target.ShowsStatements;
import dev.keyturn.core.target.ShowsUsage;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Endpoints;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// One visit to a PostgreSQL: the primary takes the change, each host is asked for the login.
final class PostgresTarget
        implements Beside,
                Preflights,
                ReadsBack,
                ShowsUsage,
                ShowsStatements,
                EndsSessions,
                ReportsOwned,
                HasFingerprint {

    private final Sessions sessions;
    private final RandomGenerator random;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Hosts hosts;
    private final String holder;
    private final LoginProof proof;
    private Endpoint primary;

    private PostgresTarget(Sessions sessions, RandomGenerator random) throws Refused, Unanswered {
        this.sessions = sessions;
        this.random = random;
        this.hosts = new Hosts(sessions, warnings::add);
        this.holder = sessions.application();
        this.primary = hosts.primary();
        this.proof = new LoginProof(sessions, random);
    }

    static PostgresTarget open(Sessions sessions, RandomGenerator random) throws Refused, Unanswered {
        try {
            return new PostgresTarget(sessions, random);
        } catch (Refused | Unanswered e) {
            sessions.close();
            throw e;
        }
    }

    @Override
    public Topology nodes() throws Refused, Unanswered {
        Topology topology = hosts.topology();
        primary = Endpoints.parse(topology.writers().getFirst().address());
        return topology;
    }

    /// An earlier session of this rotation may still have a statement to read; it holds the lock until it ends.
    @Override
    public TargetLock lock() throws Refused, Unanswered {
        AdminSession session = locking(primary);
        return new TargetLock() {
            @Override
            public boolean isProven() {
                return true;
            }

            @Override
            public void close() {
                session.sql().close();
            }
        };
    }

    @Override
    public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
        RolePassword password = changing(Endpoints.parse(node.address()), next);
        try {
            password.apply(next);
        } catch (Refused refused) {
            if (refused.reason() == Reason.NOT_PERMITTED) {
                preflight(node, next);
            }
            throw refused;
        }
    }

    @Override
    public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
        changing(Endpoints.parse(node.address()), gone).retire(gone, keep);
    }

    @Override
    public void verify(Node node, Credential credential) throws Refused, Unanswered {
        proof.verify(node, credential, primary);
    }

    @Override
    public void preflight(Node node, Credential next) throws Refused, Unanswered {
        Endpoint at = Endpoints.parse(node.address());
        if (node.takesWrites()) {
            AdminSession session = sessions.working(at);
            new Rights(session).check(next, dependsOnOurRights(next));
            if (next.rules().ownerRole().isPresent()) {
                AccountName owner = next.rules().ownerRole().orElseThrow();
                new OwnerRole(session, owner).warn(warnings::add);
                warnings.addAll(owned(Set.of(next.account()), Optional.of(owner)));
            }
        }
        if (new Rights(sessions.working(at)).facts(next.account()).exists()) {
            proof.warnIfAnyPasswordWillDo(node, next.account(), warnings::add);
        }
    }

    @Override
    public Answer readBack(Node node, Credential credential) throws Refused, Unanswered {
        return new Catalogue(working(node)).compare(credential);
    }

    @Override
    public Optional<Verifier> found(Node node, AccountName account) throws Refused, Unanswered {
        return new Catalogue(working(node)).verifier(account);
    }

    @Override
    public List<Client> clients(Node node, Set<AccountName> accounts) throws Refused, Unanswered {
        return new Activity(working(node)).clients(accounts, warnings::add);
    }

    @Override
    public int endSessions(Node node, AccountName account) throws Refused, Unanswered {
        return new Activity(working(node)).end(account);
    }

    @Override
    public int endOlderSessions(Node node, AccountName account, Instant changed) throws Refused, Unanswered {
        return new Activity(working(node)).endOlder(account, changed);
    }

    @Override
    public List<String> owned(Set<AccountName> accounts, Optional<AccountName> owner) throws Refused, Unanswered {
        return new Ownership(sessions.working(primary)).report(accounts, owner);
    }

    /// Standbys are told by the primary.
    @Override
    public List<String> statements(Node node, AccountName account, AccountRules rules) throws Refused, Unanswered {
        return node.takesWrites() ? password(working(node)).shown(account, rules) : List.of();
    }

    @Override
    public Optional<String> fingerprint() throws Refused, Unanswered {
        return new Catalogue(sessions.working(primary)).fingerprint();
    }

    @Override
    public List<String> warnings() {
        return Stream.concat(sessions.warnings().stream(), warnings.stream()).toList();
    }

    @Override
    public void close() {
        sessions.close();
    }

    /// What an owner's own statement needs cannot be known, unless it is the one that we would send.
    private static boolean dependsOnOurRights(Credential next) throws Refused {
        return next.rules().statement().isEmpty()
                || !RotationStatement.frozen(next.rules().statement().orElseThrow())
                        .showsPassword();
    }

    private AdminSession working(Node node) throws Refused, Unanswered {
        return sessions.working(Endpoints.parse(node.address()));
    }

    /// An owner's own statement runs in the connection's database; locks are held there and where all look for them.
    private RolePassword changing(Endpoint at, Credential credential) throws Refused, Unanswered {
        AdminSession session = locking(at);
        session.holdForAccount(credential.account());
        if (credential.rules().statement().isPresent()) {
            session = sessions.working(at);
            session.holdForHolder(holder);
            session.holdForAccount(credential.account());
        }
        return password(session);
    }

    private RolePassword password(AdminSession session) {
        return new RolePassword(session, sessions.lockPatience(), random, warnings::add);
    }

    private AdminSession locking(Endpoint at) throws Refused, Unanswered {
        AdminSession session = sessions.locking(at);
        session.holdForHolder(holder);
        if (sessions.locksAsideOfOthers()) {
            warnings.add(
                    "locks: our role may not connect to the database \"postgres\", so rotations over connections to"
                            + " other databases of this server do not see this one's lock; run GRANT CONNECT ON DATABASE"
                            + " \"postgres\" TO " + RoleChange.name(session.as()) + ";");
        }
        return session;
    }
}
