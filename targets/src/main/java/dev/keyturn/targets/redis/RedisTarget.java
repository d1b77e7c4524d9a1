// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.EndsSessions;
import dev.keyturn.core.target.HasFingerprint;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Overlaps;
import dev.keyturn.core.target.Preflights;
import dev.keyturn.core.target.ReadsBack;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.ShowsStatements;
import dev.keyturn.core.target.ShowsUsage;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Dialer;
import dev.keyturn.targets.net.Endpoints;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One visit to a Redis: one connection of ours to each node, made when it is first needed, and one for each
/// login that is proved.
final class RedisTarget
        implements Beside, Preflights, Overlaps, ReadsBack, ShowsUsage, ShowsStatements, EndsSessions, HasFingerprint {

    private final Connection where;
    private final Logins logins;
    private final Dialer dialer;
    private final InstantSource clock;
    private final String name;
    private final Map<Endpoint, Admin> admins = new HashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Endpoint entry;

    private RedisTarget(Connection where, Logins logins, Session session, Dialer dialer, InstantSource clock)
            throws Refused, Unanswered {
        this.where = where;
        this.logins = logins;
        this.dialer = dialer;
        this.clock = clock;
        this.name = "keyturn:" + session.holder();
        this.entry = enter();
    }

    static RedisTarget open(Connection where, Logins logins, Session session, Dialer dialer, InstantSource clock)
            throws Refused, Unanswered {
        return new RedisTarget(where, logins, session, dialer, clock);
    }

    @Override
    public Topology nodes() throws Refused, Unanswered {
        List<Member> members =
                where.nodes().isEmpty() ? discovery().from(entry) : discovery().configured(entry, where.nodes());
        return new Topology(nodes(members, false), nodes(members, true));
    }

    @Override
    public TargetLock lock() throws Refused, Unanswered {
        return fence(nodes().writers());
    }

    TargetLock fence(List<Node> nodes) throws Refused, Unanswered {
        boolean proven = true;
        for (Node node : nodes) {
            proven &= Fence.around(admin(node), name, warnings::add);
        }
        return new Fence(proven);
    }

    @Override
    public void preflight(Node node, Credential next) throws Refused, Unanswered {
        new Check(admin(node), proof(), warnings::add).of(node, next);
    }

    @Override
    public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
        passwords(node).apply(next, keep);
    }

    @Override
    public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
        passwords(node).retire(gone, keep);
    }

    @Override
    public void verify(Node node, Credential credential) throws Refused, Unanswered {
        proof().verify(node, credential.login());
    }

    /// Every Redis that has users has lists of passwords.
    @Override
    public boolean overlaps() {
        return true;
    }

    @Override
    public ReadsBack.Answer readBack(Node node, Credential credential) throws Refused, Unanswered {
        return UserView.of(admin(node), credential.account()).compare(credential);
    }

    @Override
    public Optional<Verifier> found(Node node, AccountName account) throws Refused, Unanswered {
        return UserView.of(admin(node), account).verifier();
    }

    @Override
    public List<Client> clients(Node node, Set<AccountName> accounts) throws Refused, Unanswered {
        return new Activity(admin(node)).clients(accounts, clock.instant());
    }

    @Override
    public int endSessions(Node node, AccountName account) throws Refused, Unanswered {
        return new Activity(admin(node)).end(account);
    }

    @Override
    public int endOlderSessions(Node node, AccountName account, Instant changed) throws Refused, Unanswered {
        return new Activity(admin(node)).endOlder(account, Duration.between(changed, clock.instant()));
    }

    /// One command; that the node then saves its users is no part of the change.
    @Override
    public List<String> statements(Node node, AccountName account, AccountRules rules) throws Refused {
        return List.of(UserChange.shown(account, rules.scope()));
    }

    @Override
    public Optional<String> fingerprint() throws Refused, Unanswered {
        return discovery().fingerprint(entry);
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() {
        admins.values().forEach(admin -> admin.connection().close());
    }

    /// The nodes that the connection names, and no others.
    ListedNodes listed() {
        return new ListedNodes(
                where.nodes().isEmpty() ? List.of(where.endpoint()) : where.nodes(), this::admin, discovery());
    }

    LoginProof proof() {
        return new LoginProof(dialer);
    }

    private Passwords passwords(Node node) throws Refused, Unanswered {
        return new Passwords(admin(node), Saving.inFiles(warnings::add));
    }

    private Discovery discovery() {
        return new Discovery(this::admin, where.tls() instanceof Tls.On, warnings::add);
    }

    private static List<Node> nodes(List<Member> members, boolean failed) {
        return members.stream()
                .filter(member -> member.failed() == failed)
                .map(Member::node)
                .toList();
    }

    Admin admin(Node node) throws Refused, Unanswered {
        return admin(Endpoints.parse(node.address()));
    }

    private Admin admin(Endpoint at) throws Refused, Unanswered {
        Admin known = admins.get(at);
        if (known != null && !known.connection().isOver()) {
            return known;
        }
        Admin fresh = Admin.login(dialer, at, logins, name);
        admins.put(at, fresh);
        return fresh;
    }

    /// The first that answers: the connection's address, or the nodes that stand in its place.
    private Endpoint enter() throws Refused, Unanswered {
        List<Endpoint> doors = where.nodes().isEmpty() ? List.of(where.endpoint()) : where.nodes();
        for (Endpoint door : doors.subList(0, doors.size() - 1)) {
            try {
                admin(door);
                return door;
            } catch (Unanswered _) {
                // the next one may answer; this one will be named when it is needed
            }
        }
        admin(doors.getLast());
        return doors.getLast();
    }
}
