// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.ReadsBack.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/// One login of ours at a [FakeEngine]: what both ways of changing have in common.
public final class FakeSession {
    private final FakeEngine engine;
    private final Wire wire;
    private boolean alive = true;
    private boolean locked;

    FakeSession(FakeEngine engine, Wire wire) {
        this.engine = engine;
        this.wire = wire;
    }

    /// Ended by us, by the death of our process, or by another session that took the lock.
    public void end() {
        alive = false;
        engine.unlock(this);
    }

    boolean isAlive() {
        return alive;
    }

    FakeEngine engine() {
        return engine;
    }

    Topology nodes() throws Unanswered {
        requireAlive();
        return engine.topology();
    }

    TargetLock lock() throws Refused, Unanswered {
        requireAlive();
        engine.lock(this);
        locked = true;
        return new TargetLock() {
            @Override
            public boolean isProven() {
                return engine.provesLock();
            }

            @Override
            public void close() {
                locked = false;
                engine.unlock(FakeSession.this);
            }
        };
    }

    /// A lock that is none: what was sent earlier may land at any time.
    public TargetLock pretendLocked() {
        locked = true;
        return new TargetLock() {
            @Override
            public boolean isProven() {
                return true;
            }

            @Override
            public void close() {
                locked = false;
            }
        };
    }

    AccountRules complete(AccountRules rules) throws Refused, Unanswered {
        if (!engine.is(Ability.HAS_HOSTS)) {
            return rules;
        }
        wire.send("check", "", this::requireAlive);
        return new AccountRules(
                rules.scope(), rules.statement(), engine.hosts(), rules.ownerRole(), rules.createMissing());
    }

    Answer readBack(Node node, Credential credential) throws Refused, Unanswered {
        if (!engine.is(Ability.READS_BACK)) {
            return Answer.CANNOT_TELL;
        }
        wire.send("read back", node.id(), this::requireAlive);
        return at(node).accepts(credential) ? Answer.MATCHES : Answer.DIFFERS;
    }

    /// What an account had before us.
    Optional<Verifier> found(Node node, AccountName account) throws Refused, Unanswered {
        if (!engine.is(Ability.READS_BACK)) {
            return Optional.empty();
        }
        wire.send("check", node.id(), this::requireAlive);
        return at(node).account(account)
                .flatMap(present -> present.accepts().stream()
                        .filter(Verifier.class::isInstance)
                        .map(Verifier.class::cast)
                        .findFirst());
    }

    List<ShowsUsage.Client> clients(Node node, Set<AccountName> accounts) throws Refused, Unanswered {
        wire.send("usage", node.id(), this::requireAlive);
        if (!engine.is(Ability.SHOWS_USAGE)) {
            throw new Refused(Refused.Reason.NOT_PERMITTED, "42501", "clients may not be listed");
        }
        return engine.clients().as(node, accounts);
    }

    int endSessions(Node node, ToIntFunction<FakeClients> which) throws Refused, Unanswered {
        var ended = new AtomicInteger();
        wire.send("end sessions", node.id(), () -> {
            requireAlive();
            ended.set(which.applyAsInt(engine.clients()));
        });
        return ended.get();
    }

    void verify(Node node, Credential credential) throws Refused, Unanswered {
        wire.send("verify", node.id(), () -> engine.login(at(node), credential));
    }

    void apply(Node node, Credential next, Keep keep, boolean looking) throws Refused, Unanswered {
        wire.send("apply", node.id(), () -> {
            requireLock();
            FakeNode at = at(node);
            Optional<FakeAccount> account = at.account(next.account());
            boolean retained = engine.dialect() == Dialect.RETAINED;
            if (retained && looking && Catalogue.isPrimary(account, next)) {
                return;
            }
            requireHosts(next);
            if (account.isEmpty()
                    && engine.dialect() != Dialect.ACL
                    && !next.rules().createMissing()) {
                throw new Refused(Refused.Reason.NO_SUCH_ACCOUNT, "1396", "the account does not exist");
            }
            engine.change(
                    at,
                    engine.refusal(),
                    () -> engine.writeApplied(
                            at, next, was -> Optional.of(Catalogue.applied(engine.dialect(), was, next, keep))));
        });
    }

    void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
        wire.send("retire", node.id(), () -> {
            requireLock();
            FakeNode at = at(node);
            engine.change(
                    at,
                    Refused.Reason.NOT_PERMITTED,
                    () -> engine.write(at, gone.account(), was -> Catalogue.retired(was, keep)));
        });
    }

    Held prepare(Credential next, List<Credential> logins, boolean rehearsed) throws Refused, Unanswered {
        requireAlive();
        requireLogin(logins);
        if (rehearsed) {
            wire.send("prepare", "", () -> engine.rehearse(next));
        } else {
            try {
                engine.rehearse(next);
            } catch (Refused unheard) {
                // what a rehearsal would have found out shows only when it is too late
            }
        }
        return new Held() {
            @Override
            public void commit() throws Refused, Unanswered {
                commitEverywhere(next);
            }

            @Override
            public void close() {
                // nothing was changed yet
            }
        };
    }

    private void commitEverywhere(Credential next) throws Refused, Unanswered {
        Optional<TargetException> trouble = Optional.empty();
        for (Node node : engine.topology().writers()) {
            try {
                wire.send("commit", node.id(), () -> commit(node, next));
            } catch (Refused | Unanswered cause) {
                trouble = Optional.of(cause);
            }
        }
        switch (trouble.orElse(null)) {
            case Refused refused -> throw refused;
            case Unanswered unanswered -> throw unanswered;
            case null -> {}
        }
    }

    private void commit(Node node, Credential next) throws Refused, Unanswered {
        requireAlive();
        if (engine.forbids(next)) {
            throw new Refused(Refused.Reason.POLICY, "1819", "the engine refused the password");
        }
        FakeNode at = at(node);
        engine.change(
                at,
                Refused.Reason.OTHER,
                () -> engine.writeApplied(
                        at,
                        next,
                        was -> Optional.of(Catalogue.applied(Dialect.ONE_PASSWORD, was, next, new Keep.Shut()))));
    }

    private void requireLogin(List<Credential> logins) throws Refused {
        for (FakeNode node : engine.nodes()) {
            if (logins.stream().noneMatch(node::accepts)) {
                throw new Refused(Refused.Reason.ADMIN_LOGIN, "28P01", "none of our logins was accepted");
            }
        }
    }

    private void requireAlive() throws Unanswered {
        if (!alive) {
            throw new Unanswered("reset", "the connection was ended");
        }
    }

    private void requireLock() throws Unanswered {
        requireAlive();
        if (!locked) {
            throw new IllegalStateException("a change was sent without the lock at the target");
        }
    }

    private void requireHosts(Credential next) {
        if (engine.is(Ability.HAS_HOSTS) && next.rules().hosts().isEmpty()) {
            throw new IllegalStateException("a change was sent that names no host");
        }
    }

    private FakeNode at(Node node) {
        for (FakeNode candidate : engine.nodes()) {
            if (candidate.node().id().equals(node.id())) {
                return candidate;
            }
        }
        throw new IllegalStateException("no node " + node);
    }
}
