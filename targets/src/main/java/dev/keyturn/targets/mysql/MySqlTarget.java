// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.CompletesRules;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.EndsSessions;
import dev.keyturn.core.target.HasFingerprint;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Overlaps;
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
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// One visit to a MySQL or MariaDB: one server takes the change, each host of the connection is asked for the
/// login.
final class MySqlTarget
        implements Beside,
                Preflights,
                ReadsBack,
                ShowsUsage,
                EndsSessions,
                CompletesRules,
                Overlaps,
                HasFingerprint,
                ShowsStatements {

    private final Sessions sessions;
    private final RandomGenerator random;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Members members;
    private final LoginProof proof;
    private Endpoint primary;

    private MySqlTarget(Sessions sessions, RandomGenerator random) throws Refused, Unanswered {
        this.sessions = sessions;
        this.random = random;
        this.members = new Members(sessions, warnings::add);
        this.primary = members.primary();
        this.proof = new LoginProof(sessions, random);
    }

    static MySqlTarget open(Sessions sessions, RandomGenerator random) throws Refused, Unanswered {
        try {
            return new MySqlTarget(sessions, random);
        } catch (Refused | Unanswered e) {
            sessions.close();
            throw e;
        }
    }

    @Override
    public Topology nodes() throws Refused, Unanswered {
        Topology topology = members.topology();
        primary = Endpoints.parse(topology.writers().getFirst().address());
        return topology;
    }

    /// An earlier session of this rotation may still have a statement to read; it holds the lock until it ends.
    @Override
    public TargetLock lock() throws Refused, Unanswered {
        AdminSession session = sessions.at(primary);
        session.holdForHolder(sessions.application());
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
        Rights.refuseOwner(next.rules().ownerRole());
        AccountChange change = changing(node, next);
        try {
            change.apply(next, keep);
        } catch (Refused refused) {
            if (refused.reason() == Reason.NOT_PERMITTED
                    && next.rules().statement().isEmpty()) {
                throw new Rights(at(node)).behind(refused);
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
        proof.verify(node, credential, primary);
    }

    @Override
    public void preflight(Node node, Credential next) throws Refused, Unanswered {
        AdminSession session = at(node);
        if (node.takesWrites()) {
            new Rights(session).check(next, sessions.isEncrypted(), warnings::add);
        }
        boolean exists = new Catalogue(session)
                .rows(next.account())
                .filter(rows -> !rows.isEmpty())
                .isPresent();
        if (exists) {
            proof.warnIfAnyPasswordWillDo(node, next.account(), warnings::add);
        }
    }

    @Override
    public AccountRules complete(AccountName account, AccountRules rules) throws Refused, Unanswered {
        Rights.refuseOwner(rules.ownerRole());
        if (!rules.hosts().isEmpty()) {
            return rules;
        }
        AdminSession session = sessions.at(primary);
        Optional<List<AccountRow>> rows = new Catalogue(session).rows(account);
        if (rows.isEmpty()) {
            warnings.add(new Rights(session).unreadable());
        } else if (rows.orElseThrow().isEmpty() && !rules.createMissing()) {
            throw new Rights(session).missing(account);
        }
        List<String> hosts =
                rows.orElse(List.of()).stream().map(AccountRow::host).toList();
        return new AccountRules(
                rules.scope(),
                rules.statement(),
                hosts.isEmpty() ? List.of(Catalogue.ANY_HOST) : hosts,
                rules.ownerRole(),
                rules.createMissing());
    }

    @Override
    public Answer readBack(Node node, Credential credential) throws Refused, Unanswered {
        return new Catalogue(at(node)).compare(credential);
    }

    @Override
    public Optional<Verifier> found(Node node, AccountName account) throws Refused, Unanswered {
        return new Catalogue(at(node)).found(account);
    }

    @Override
    public List<Client> clients(Node node, Set<AccountName> accounts) throws Refused, Unanswered {
        return new Activity(at(node)).clients(accounts);
    }

    @Override
    public int endSessions(Node node, AccountName account) throws Refused, Unanswered {
        return new Activity(at(node)).end(account);
    }

    /// The process list does not say since when somebody is there, so everybody may be as old.
    @Override
    public int endOlderSessions(Node node, AccountName account, Instant changed) throws Refused, Unanswered {
        return endSessions(node, account);
    }

    @Override
    public boolean overlaps() throws Refused, Unanswered {
        AdminSession session = sessions.at(primary);
        return session.engine().overlaps(session.sql());
    }

    @Override
    public Optional<String> fingerprint() throws Refused, Unanswered {
        return sessions.at(primary).fingerprint();
    }

    @Override
    public List<String> statements(Node node, AccountName account, AccountRules rules) throws Refused, Unanswered {
        return new StatementPreview(at(node), sessions.database()).of(account, complete(account, rules));
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() {
        sessions.close();
    }

    private AdminSession at(Node node) throws Refused, Unanswered {
        return sessions.at(Endpoints.parse(node.address()));
    }

    private AccountChange changing(Node node, Credential credential) throws Refused, Unanswered {
        Endpoint at = Endpoints.parse(node.address());
        AdminSession session = sessions.at(at);
        session.holdForHolder(sessions.application());
        session.holdForAccount(credential.account());
        return new AccountChange(sessions, at, random, warnings::add);
    }
}
