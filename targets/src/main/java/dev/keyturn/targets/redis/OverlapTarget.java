// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Overlaps;
import dev.keyturn.core.target.Preflights;
import dev.keyturn.core.target.ReadsBack;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One visit to a Redis whose user `default` is the one that every client uses, under whatever name.
/// Nothing is saved on the nodes: whoever runs them writes down what they accept when they start.
final class OverlapTarget implements Beside, Preflights, Overlaps, ReadsBack {

    private final RedisTarget server;
    private final OverlapNames names;

    OverlapTarget(RedisTarget server, OverlapNames names) {
        this.server = server;
        this.names = names;
    }

    @Override
    public Topology nodes() throws Refused, Unanswered {
        List<Node> all = server.listed().members().stream().map(Member::node).toList();
        return new Topology(all, List.of());
    }

    @Override
    public TargetLock lock() throws Refused, Unanswered {
        return server.fence(nodes().required());
    }

    @Override
    public void preflight(Node node, Credential next) throws Refused, Unanswered {
        new OverlapCheck(server.admin(node), names).of(next);
    }

    /// `default` last: where it accepts the candidate the other names do.
    @Override
    public void apply(Node node, Credential next, Keep keep) throws Refused, Unanswered {
        Credential kept = kept(keep, node);
        Passwords passwords = passwords(node);
        for (AccountName name : names.besides()) {
            passwords.apply(OverlapNames.as(name, next), new Keep.Only(OverlapNames.as(name, kept)));
        }
        passwords.apply(next, keep);
    }

    @Override
    public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
        Credential kept = kept(keep, node);
        Passwords passwords = passwords(node);
        List<AccountName> staying = names.after(gone, kept);
        for (AccountName name : names.besides()) {
            passwords.retire(
                    OverlapNames.as(name, gone),
                    staying.contains(name) ? new Keep.Only(OverlapNames.as(name, kept)) : new Keep.Gone());
        }
        passwords.retire(gone, keep);
    }

    /// Under each name that there is. A name goes with its password, so one that is gone is not asked for.
    @Override
    public void verify(Node node, Credential credential) throws Refused, Unanswered {
        server.proof().verify(node, credential.login());
        for (AccountName name : names.besides()) {
            if (!(UserView.of(server.admin(node), name) instanceof UserView.Absent)) {
                server.proof().verify(node, Login.of(name, credential.password()));
            }
        }
    }

    @Override
    public boolean overlaps() {
        return true;
    }

    /// It matches if anybody gets in with it, under whatever name: so it is gone only where nobody does.
    @Override
    public ReadsBack.Answer readBack(Node node, Credential credential) throws Refused, Unanswered {
        List<ReadsBack.Answer> answers = new ArrayList<>();
        answers.add(server.readBack(node, credential));
        for (AccountName name : names.besides()) {
            answers.add(server.readBack(node, OverlapNames.as(name, credential)));
        }
        if (answers.contains(ReadsBack.Answer.MATCHES)) {
            return ReadsBack.Answer.MATCHES;
        }
        return answers.contains(ReadsBack.Answer.CANNOT_TELL) ? ReadsBack.Answer.CANNOT_TELL : ReadsBack.Answer.DIFFERS;
    }

    @Override
    public Optional<Verifier> found(Node node, AccountName account) throws Refused, Unanswered {
        return server.found(node, account);
    }

    @Override
    public List<String> warnings() {
        return server.warnings();
    }

    @Override
    public void close() {
        server.close();
    }

    private Passwords passwords(Node node) throws Refused, Unanswered {
        return new Passwords(server.admin(node), Saving.none());
    }

    private static Credential kept(Keep keep, Node node) throws Refused {
        if (keep instanceof Keep.Only(Credential kept)) {
            return kept;
        }
        throw new Refused(
                Reason.UNSUPPORTED,
                "KEEP",
                "the user that every client uses is never left without the published password",
                node.address());
    }
}
