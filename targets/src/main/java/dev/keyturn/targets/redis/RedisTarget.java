// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Preflights;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Dialer;
import dev.keyturn.targets.net.Endpoints;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One visit to a Redis: one connection of ours to each node, made when it is first needed, and one for each login that
/// is proved.
final class RedisTarget implements Beside, Preflights {

    private final Connection where;
    private final Logins logins;
    private final Dialer dialer;
    private final String name;
    private final Map<Endpoint, Admin> admins = new HashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Endpoint entry;

    private RedisTarget(Connection where, Logins logins, Session session, Dialer dialer) throws Refused, Unanswered {
        this.where = where;
        this.logins = logins;
        this.dialer = dialer;
        this.name = "keyturn:" + session.holder();
        this.entry = enter();
    }

    static RedisTarget open(Connection where, Logins logins, Session session, Dialer dialer)
            throws Refused, Unanswered {
        return new RedisTarget(where, logins, session, dialer);
    }

    @Override
    public Topology nodes() throws Refused, Unanswered {
        var discovery = new Discovery(this::admin, where.tls() instanceof Tls.On, warnings::add);
        List<Member> members =
                where.nodes().isEmpty() ? discovery.from(entry) : discovery.configured(entry, where.nodes());
        return new Topology(nodes(members, false), nodes(members, true));
    }

    @Override
    public TargetLock lock() throws Refused, Unanswered {
        boolean proven = true;
        for (Node node : nodes().writers()) {
            proven &= Fence.around(admin(node), name, warnings::add);
        }
        return new Fence(proven);
    }

    @Override
    public void preflight(Node node, Credential next) throws Refused, Unanswered {
        var _ = UserChange.checked(next.account());
        RightsProbe.on(admin(node), next.rules().scope());
    }

    @Override
    public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
        change(node, UserChange.apply(next, keep));
    }

    @Override
    public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
        Admin admin = admin(node);
        String[] command = UserChange.retire(gone, keep);
        if (UserChange.needsTheUser(command) && isAbsent(gone.account(), admin)) {
            return;
        }
        if (UserChange.takesPasswordAway(command)) {
            takeAway(admin, command);
        } else {
            change(node, command);
        }
    }

    @Override
    public void verify(Node node, Credential credential) throws Refused, Unanswered {
        try (var connection = NodeConnection.open(dialer, Endpoints.parse(node.address()))) {
            if (connection.authenticate(credential.login()) instanceof Answer.Failure failure) {
                throw Verdict.ofVerification(failure, node.address());
            }
            Optional<String> identity = connection.call("ACL", "WHOAMI").text();
            if (identity.filter(who -> !who.equals(credential.account().value()))
                    .isPresent()) {
                throw new Refused(
                        Reason.OTHER,
                        "WHOAMI",
                        "the login succeeded as somebody else; is there a proxy in between?",
                        node.address());
            }
        }
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() {
        admins.values().forEach(admin -> admin.connection().close());
    }

    private void change(Node node, String[] command) throws Refused, Unanswered {
        Admin admin = admin(node);
        if (admin.call(command) instanceof Answer.Failure failure) {
            throw Verdict.ofStatement(failure, command[0] + " " + command[1], node.address());
        }
        Saving.on(admin, warnings::add);
    }

    /// Redis calls it an error to take away a password that is not there; then it is as wished. The login that follows
    /// has the last word.
    private void takeAway(Admin admin, String[] command) throws Refused, Unanswered {
        if (admin.call(command) instanceof Answer.Failure failure && !failure.is("ERR")) {
            throw Verdict.ofStatement(failure, "ACL SETUSER", admin.node());
        }
        Saving.on(admin, warnings::add);
    }

    /// `ACL SETUSER` makes a user that is missing, which nobody asked for here. Without the right to look, one that is
    /// shut may appear.
    private static boolean isAbsent(AccountName account, Admin admin) throws Refused, Unanswered {
        return admin.call("ACL", "GETUSER", UserChange.checked(account)) instanceof Answer.Absent;
    }

    private static List<Node> nodes(List<Member> members, boolean failed) {
        return members.stream()
                .filter(member -> member.failed() == failed)
                .map(Member::node)
                .toList();
    }

    private Admin admin(Node node) throws Refused, Unanswered {
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
