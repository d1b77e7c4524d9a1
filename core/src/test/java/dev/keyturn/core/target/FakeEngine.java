// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Password;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A database that exists in memory: what it holds survives its clients, and how it answers is told beforehand.
///
/// Single-threaded. Time passes for it with each call: a delayed statement lands some calls after it was sent.
public final class FakeEngine {
    /// Which of the first logins get no answer, the first one in bit 1.
    private static final int SILENT_LOGINS = 0b110_0110_1010;

    private static final int ALL_LOGINS_ANSWERED = 11;

    private static final Troubles TROUBLES = Troubles.made();

    /// Made once: an enumeration throws them by the million.
    private record Troubles(Refused wrongPassword, Unanswered silence, Map<Refused.Reason, Refused> refusals) {
        static Troubles made() {
            return new Troubles(
                    new Refused(Refused.Reason.WRONG_PASSWORD, "28P01", "the password was not accepted"),
                    new Unanswered("timeout", "the engine did not answer"),
                    Arrays.stream(Refused.Reason.values())
                            .collect(Collectors.toUnmodifiableMap(
                                    reason -> reason,
                                    reason -> new Refused(reason, "42501", "the engine refused the change"))));
        }

        Refused refused(Refused.Reason reason) {
            return Objects.requireNonNull(refusals.get(reason));
        }
    }

    private final Dialect dialect;
    private final Locking locking;
    private final List<FakeNode> nodes = new ArrayList<>();
    private final FakeClients clients = new FakeClients(nodes);
    private final List<Pending> pending = new ArrayList<>();
    private final Set<Ability> abilities = EnumSet.noneOf(Ability.class);
    private final List<String> hosts = new ArrayList<>(List.of("%"));
    private Supplier<Answer> answers = () -> Answer.YES;
    private LoginCheck loginCheck = LoginCheck.HONEST;
    private Optional<FakeSession> lockHolder = Optional.empty();
    private Optional<Password> forbidden = Optional.empty();
    private Optional<Password> permitted = Optional.empty();
    private Refused.Reason refusal = Refused.Reason.OTHER;
    private Optional<FakeNode> failed = Optional.empty();
    private int delay = 2;
    private int logins;
    private long revision;

    /// A statement that was sent and has not landed.
    private static final class Pending {
        private final Runnable change;
        private int callsLeft;

        Pending(Runnable change, int callsLeft) {
            this.change = change;
            this.callsLeft = callsLeft;
        }
    }

    public FakeEngine(Dialect dialect, Locking locking, List<Node> nodes) {
        this.dialect = dialect;
        this.locking = locking;
        nodes.forEach(node -> this.nodes.add(new FakeNode(node)));
    }

    /// A node that takes writes.
    public static Node writer(int number) {
        return new Node("n" + number, "node-" + number + ":1", true);
    }

    /// A node that follows the first one at once.
    public static Node standby(int number) {
        return new Node("n" + number, "node-" + number + ":1", false);
    }

    /// @param toChanges   asked once for each change that arrives
    /// @param refusedFor  the reason of a refused apply
    public void answering(Supplier<Answer> toChanges, LoginCheck toLogins, Refused.Reason refusedFor) {
        this.answers = toChanges;
        this.loginCheck = toLogins;
        this.refusal = refusedFor;
    }

    public void able(Set<Ability> also) {
        abilities.addAll(also);
    }

    boolean is(Ability ability) {
        return abilities.contains(ability);
    }

    public FakeClients clients() {
        return clients;
    }

    /// Where accounts exist.
    public List<String> hosts() {
        return List.copyOf(hosts);
    }

    /// Somebody else makes every account exist at one more host.
    public void foreignHost(String host) {
        hosts.add(host);
    }

    /// How many calls later a delayed statement lands.
    public void delayingBy(int calls) {
        this.delay = calls;
    }

    /// A session in which nothing happens to packets.
    public FakeSession session(Wire wire) {
        return new FakeSession(this, wire);
    }

    public List<FakeNode> nodes() {
        return nodes;
    }

    public Dialect dialect() {
        return dialect;
    }

    /// Somebody else than us makes an account accept something.
    public void foreignWrite(AccountName name, Object... accepts) {
        landAll();
        revision++;
        for (FakeNode node : nodes) {
            node.change(name, was -> Optional.of(new FakeAccount(List.of(accepts), rulesOf(was))));
        }
    }

    /// A node loses what it was told about accounts and takes what its boot state holds.
    public void restart(int number, Set<Credential> boot) {
        revision++;
        FakeNode node = nodes.get(number);
        node.accounts().values().removeIf(account -> account.accepts().stream().anyMatch(Password.class::isInstance));
        for (Credential credential : boot) {
            node.change(credential.account(), was -> Optional.of(with(was, credential)));
        }
    }

    /// Whether this credential logs in on every healthy node.
    public boolean acceptsEverywhere(Credential credential) {
        for (FakeNode node : healthy()) {
            if (!node.accepts(credential)) {
                return false;
            }
        }
        return true;
    }

    /// A node that its topology reports as failed answers nothing until it is back.
    public void failing(Optional<Integer> number) {
        revision++;
        failed = number.map(nodes::get);
    }

    /// The nodes that are not reported as failed.
    public List<FakeNode> healthy() {
        return failed.isEmpty()
                ? nodes
                : nodes.stream().filter(node -> !isFailed(node)).toList();
    }

    /// Grows with every change of what is accepted.
    public long revision() {
        return revision;
    }

    private boolean isFailed(FakeNode node) {
        return failed.filter(down -> down == node).isPresent();
    }

    Topology topology() {
        return new Topology(
                healthy().stream().map(FakeNode::node).toList(),
                failed.stream().map(FakeNode::node).toList());
    }

    /// Makes an answer of its own for one change that arrives at one node.
    void change(FakeNode at, Refused.Reason refusedFor, Runnable change) throws Refused, Unanswered {
        timePasses();
        if (!at.node().takesWrites()) {
            throw new IllegalStateException("a change was sent to " + at.node().id() + ", which takes no writes");
        }
        switch (answers.get()) {
            case YES -> change.run();
            case REFUSED -> throw TROUBLES.refused(refusedFor);
            case LOST -> throw silence();
            case LATE -> {
                change.run();
                throw silence();
            }
            case DELAYED -> {
                pending.add(new Pending(change, delay));
                throw silence();
            }
            case HOLLOW -> {}
        }
    }

    /// Tries a password beforehand. The first verdict about a password stands; a later refusal has other reasons.
    void rehearse(Credential next) throws Refused, Unanswered {
        timePasses();
        if (forbids(next)) {
            throw new Refused(Refused.Reason.POLICY, "1819", "the engine refused the password");
        }
        switch (answers.get()) {
            case YES, HOLLOW -> permitted = Optional.of(next.password());
            case REFUSED -> refuseRehearsal(next);
            case LOST, LATE, DELAYED -> throw silence();
        }
    }

    private void refuseRehearsal(Credential next) throws Refused {
        boolean first = permitted.filter(next.password()::equals).isEmpty();
        forbidden = first ? Optional.of(next.password()) : forbidden;
        throw new Refused(Refused.Reason.OTHER, "1819", "the engine refused the rehearsal");
    }

    /// A password whose rehearsal was, or would have been, refused.
    boolean forbids(Credential credential) {
        return forbidden.filter(credential.password()::equals).isPresent();
    }

    void login(FakeNode node, Credential credential) throws Refused, Unanswered {
        timePasses();
        logins++;
        if (isFailed(node)) {
            throw silence();
        }
        if (loginCheck == LoginCheck.MUTE && logins < ALL_LOGINS_ANSWERED && (SILENT_LOGINS >> logins & 1) == 1) {
            throw silence();
        }
        if (is(Ability.LETS_ANYBODY_IN) && node.account(credential.account()).isPresent()) {
            return;
        }
        boolean lags = loginCheck == LoginCheck.LAGGING && node.stillLags(credential.account());
        if (lags || !node.accepts(credential)) {
            throw TROUBLES.wrongPassword();
        }
    }

    void lock(FakeSession session) throws Refused {
        timePasses();
        Optional<FakeSession> other =
                lockHolder.filter(holder -> holder != session).filter(FakeSession::isAlive);
        if (other.isPresent() && locking == Locking.WAITS) {
            throw new Refused(Refused.Reason.BUSY, "55P03", "the lock at the target is held");
        }
        if (locking == Locking.KILLS) {
            other.ifPresent(FakeSession::end);
            pending.clear();
        }
        if (locking == Locking.WAITS) {
            landAll();
        }
        lockHolder = Optional.of(session);
    }

    private void landAll() {
        pending.forEach(statement -> statement.change.run());
        pending.clear();
    }

    void unlock(FakeSession session) {
        lockHolder = lockHolder.filter(holder -> holder != session);
    }

    boolean provesLock() {
        return locking != Locking.UNPROVEN;
    }

    Refused.Reason refusal() {
        return refusal;
    }

    /// All that it holds while it is quiet and nobody is logged in for us; equal engines answer equally.
    public List<Object> durable() {
        var all = new ArrayList<Object>();
        for (FakeNode node : nodes) {
            all.add(Map.copyOf(node.accounts()));
            all.add(node.lagging());
        }
        all.add(List.copyOf(hosts));
        all.add(forbidden);
        all.add(permitted);
        all.add(failed.map(FakeNode::node));
        all.add(loginCheck == LoginCheck.MUTE ? Math.min(logins, ALL_LOGINS_ANSWERED) : 0);
        all.add(clients.present());
        return all;
    }

    /// Whether a statement is still under way.
    public boolean isQuiet() {
        return pending.isEmpty();
    }

    static Unanswered silence() {
        return TROUBLES.silence();
    }

    private void timePasses() {
        if (pending.isEmpty()) {
            return;
        }
        for (Iterator<Pending> statements = pending.iterator(); statements.hasNext(); ) {
            Pending statement = statements.next();
            if (--statement.callsLeft <= 0) {
                statements.remove();
                statement.change.run();
            }
        }
    }

    /// As [#write]; where `next` was not accepted before, the first login with it may be refused.
    void writeApplied(FakeNode node, Credential next, UnaryOperator<Optional<FakeAccount>> how) {
        for (FakeNode at : nodes) {
            if ((at == node || !at.node().takesWrites()) && !at.accepts(next)) {
                at.lags(next.account());
            }
        }
        write(node, next.account(), how);
    }

    /// Writes one account on one node, and on those that follow it.
    void write(FakeNode node, AccountName name, UnaryOperator<Optional<FakeAccount>> how) {
        revision++;
        node.change(name, how);
        for (FakeNode other : nodes) {
            if (!other.node().takesWrites()) {
                other.becomeAs(nodes.getFirst());
            }
        }
    }

    private static AccountRules rulesOf(Optional<FakeAccount> account) {
        return account.map(FakeAccount::rules).orElseGet(AccountRules::none);
    }

    private static FakeAccount with(Optional<FakeAccount> was, Credential credential) {
        var accepts = new ArrayList<Object>(was.map(FakeAccount::accepts).orElse(List.of()));
        accepts.add(credential.password());
        return new FakeAccount(accepts, credential.rules());
    }
}
