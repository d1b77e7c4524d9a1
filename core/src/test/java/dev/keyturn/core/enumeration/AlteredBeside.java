// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.CompletesRules;
import dev.keyturn.core.target.EndsSessions;
import dev.keyturn.core.target.FakeBeside;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.ReadsBack;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.ShowsUsage;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A target of which a mutant alters one verb.
class AlteredBeside implements Beside, CompletesRules, ReadsBack, ShowsUsage, EndsSessions {
    private final FakeBeside honest;

    AlteredBeside(Beside honest) {
        this.honest = (FakeBeside) honest;
    }

    FakeBeside honest() {
        return honest;
    }

    @Override
    public Topology nodes() throws Refused, Unanswered {
        return honest.nodes();
    }

    @Override
    public TargetLock lock() throws Refused, Unanswered {
        return honest.lock();
    }

    @Override
    public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
        honest.apply(node, next, keep);
    }

    @Override
    public void verify(Node node, Credential credential) throws Refused, Unanswered {
        honest.verify(node, credential);
    }

    @Override
    public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
        honest.retire(node, gone, keep);
    }

    @Override
    public AccountRules complete(AccountName account, AccountRules rules) throws Refused, Unanswered {
        return honest.complete(account, rules);
    }

    @Override
    public Answer readBack(Node node, Credential credential) throws Refused, Unanswered {
        return honest.readBack(node, credential);
    }

    @Override
    public Optional<Verifier> found(Node node, AccountName account) throws Refused, Unanswered {
        return honest.found(node, account);
    }

    @Override
    public List<Client> clients(Node node, Set<AccountName> accounts) throws Refused, Unanswered {
        return honest.clients(node, accounts);
    }

    @Override
    public int endSessions(Node node, AccountName account) throws Refused, Unanswered {
        return honest.endSessions(node, account);
    }

    @Override
    public int endOlderSessions(Node node, AccountName account, Instant changed) throws Refused, Unanswered {
        return honest.endOlderSessions(node, account, changed);
    }

    @Override
    public List<String> warnings() {
        return honest.warnings();
    }

    @Override
    public void close() {
        honest.close();
    }

    static Refused wrongPassword() {
        return new Refused(Refused.Reason.WRONG_PASSWORD, "mutant", "it is said to be gone");
    }
}
