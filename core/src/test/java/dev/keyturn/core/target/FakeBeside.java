// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Verifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A fake engine whose candidate is put beside what is published.
///
/// @param looking whether a change that is not repeatable is sent only after a look
public record FakeBeside(FakeSession session, boolean looking)
        implements Beside, CompletesRules, ReadsBack, ShowsUsage, EndsSessions {
    @Override
    public Topology nodes() throws Unanswered {
        return session.nodes();
    }

    @Override
    public TargetLock lock() throws Refused, Unanswered {
        return session.lock();
    }

    @Override
    public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
        session.apply(node, next, keep, looking);
    }

    @Override
    public void verify(Node node, Credential credential) throws Refused, Unanswered {
        session.verify(node, credential);
    }

    @Override
    public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
        session.retire(node, gone, keep);
    }

    @Override
    public AccountRules complete(AccountName account, AccountRules rules) throws Refused, Unanswered {
        return session.complete(rules);
    }

    @Override
    public Answer readBack(Node node, Credential credential) throws Refused, Unanswered {
        return session.readBack(node, credential);
    }

    @Override
    public Optional<Verifier> found(Node node, AccountName account) throws Refused, Unanswered {
        return session.found(node, account);
    }

    @Override
    public List<Client> clients(Node node, Set<AccountName> accounts) throws Refused, Unanswered {
        return session.clients(node, accounts);
    }

    @Override
    public int endSessions(Node node, AccountName account) throws Refused, Unanswered {
        return session.endSessions(node, clients -> clients.endOf(account));
    }

    @Override
    public int endOlderSessions(Node node, AccountName account, Instant changed) throws Refused, Unanswered {
        return session.endSessions(node, clients -> clients.endOlder(account, changed));
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void close() {
        session.end();
    }
}
