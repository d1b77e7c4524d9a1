// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.node.Link;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.redis.UserView.Absent;
import dev.keyturn.targets.redis.UserView.Hidden;
import dev.keyturn.targets.redis.UserView.Present;

/// Looks beforehand whether a node can have a second published password: its link is up, `default` has exactly one, and
/// the name that is to come is free (Kubernetes contract, §8.5 R1).
record OverlapCheck(Admin admin, OverlapNames names) {

    void of(Credential next) throws Refused, Unanswered {
        for (AccountName name : names.besides()) {
            var _ = UserChange.checked(name);
        }
        if (Replication.link(admin.call("ROLE")) == Link.BROKEN) {
            throw refused(
                    Reason.BUSY,
                    "LINK",
                    "the replica is not linked to its primary; its log says why, a wrong masterauth for one");
        }
        RightsProbe.on(admin, OverlapNames.EVERYTHING);
        passwords(UserView.of(admin, next.account()), next);
        if (names.comes() && !(UserView.of(admin, names.next()) instanceof Absent)) {
            throw refused(
                    Reason.OTHER,
                    "USER",
                    "there is a user \"" + names.next()
                            + "\" already, which Keyturn did not make; take another name, or run ACL" + " DELUSER "
                            + names.next() + " there");
        }
    }

    private void passwords(UserView view, Credential next) throws Refused {
        switch (view) {
            case Absent _, Hidden _ ->
                throw refused(Reason.NOT_PERMITTED, "NOPERM", "our account may not run ACL GETUSER " + next.account());
            case Present user
            when user.anyPassword() ->
                throw refused(
                        Reason.OTHER,
                        "NOPASS",
                        "the user default is let in with any password (nopass), so no login would prove anything; run ACL SETUSER"
                                + " default resetpass and give it the published password there");
            case Present user
            when !user.on() ->
                throw refused(
                        Reason.ACCOUNT, "OFF", "the user default is switched off; run ACL SETUSER default on there");
            case Present user -> one(user, next);
        }
    }

    /// The candidate is none of them, or nobody could ever see that the former one is gone.
    private void one(Present user, Credential next) throws Refused {
        if (user.accepts(next)) {
            throw refused(
                    Reason.POLICY, "PASSWORDS", "the user default accepts the new password already; take a new one");
        }
        if (user.hashes().size() != 1) {
            throw refused(
                    Reason.OTHER,
                    "PASSWORDS",
                    "the user default accepts " + user.hashes().size()
                            + " passwords, where the published one should be the only one: one that is older has to go first");
        }
    }

    private Refused refused(Reason reason, String code, String why) {
        return new Refused(reason, code, why, admin.node());
    }
}
