// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.redis.UserView.Absent;
import dev.keyturn.targets.redis.UserView.Present;

/// Changes what users of one node log in with, and has it saved.
final class Passwords {

    private final Admin admin;
    private final Saving saving;

    Passwords(Admin admin, Saving saving) {
        this.admin = admin;
        this.saving = saving;
    }

    void apply(Credential next, Keep keep) throws Refused, Unanswered {
        send(next.origin() == Origin.MADE ? UserChange.write(next, keep) : UserChange.add(next, keep, wakes(next)));
    }

    void retire(Credential gone, Keep keep) throws Refused, Unanswered {
        if (keep instanceof Keep.Gone && gone.origin() == Origin.MADE) {
            send(UserChange.delete(gone.account()));
        } else if (keep instanceof Keep.Only(Credential kept) && kept.origin() == Origin.MADE) {
            send(UserChange.write(kept, new Keep.Shut()));
        } else {
            leave(gone, keep);
        }
    }

    /// What stands in the way of a change of a user that somebody else made: its rules are not ours to write.
    ///
    /// @return what was seen of it
    UserView check(AccountName account) throws Refused, Unanswered {
        UserView view = UserView.of(admin, account);
        if (view instanceof Absent) {
            throw refused(
                    Reason.NO_SUCH_ACCOUNT,
                    "NOUSER",
                    "the user \"" + account + "\" does not exist; run ACL SETUSER " + account
                            + " with its rules there");
        }
        if (view instanceof Present user && !user.on() && !user.isShut()) {
            throw refused(
                    Reason.ACCOUNT,
                    "OFF",
                    "the user \"" + account + "\" is switched off; run ACL SETUSER " + account + " on there");
        }
        return view;
    }

    /// One that we have shut ourselves is switched on again; one that a person switched off is not.
    private boolean wakes(Credential next) throws Refused, Unanswered {
        return check(next.account()) instanceof Present user && user.isShut();
    }

    /// `ACL SETUSER` makes a user that is missing, which nobody asked for here. Without the right to look, one that is
    /// shut may appear.
    private void leave(Credential gone, Keep keep) throws Refused, Unanswered {
        UserView view = UserView.of(admin, gone.account());
        if (view instanceof Absent) {
            return;
        }
        switch (keep) {
            case Keep.Only(Credential kept) -> takeAway(gone, kept, view);
            case Keep.AsFound(var found) -> send(UserChange.giveBack(gone.account(), found));
            case Keep.Shut(), Keep.Gone() -> send(UserChange.shut(gone.account()));
        }
    }

    /// Redis calls it an error to take away a password that is not there; then it is as wished. Who may not look leaves
    /// the last word to the login that follows.
    private void takeAway(Credential gone, Credential kept, UserView view) throws Refused, Unanswered {
        boolean isThere = !(view instanceof Present user) || user.accepts(gone);
        boolean taken = isThere && sent(UserChange.takeAway(gone, kept));
        if (taken) {
            return;
        }
        if (isThere && UserView.of(admin, gone.account()) instanceof Present user && user.accepts(gone)) {
            throw refused(Reason.OTHER, "ERR", "the server did not take the password away (ERR)");
        }
        send(UserChange.add(kept, new Keep.Shut(), false));
    }

    private void send(String[] command) throws Refused, Unanswered {
        if (!sent(command)) {
            throw refused(Reason.OTHER, "ERR", "the server did not accept " + command[0] + " " + command[1] + " (ERR)");
        }
    }

    /// @return false for the answer `ERR`, which changed nothing
    private boolean sent(String[] command) throws Refused, Unanswered {
        Answer answer = admin.call(command);
        if (answer.isFailure("ERR")) {
            return false;
        }
        if (answer instanceof Answer.Failure failure) {
            throw Verdict.ofStatement(failure, command[0] + " " + command[1], admin.node());
        }
        saving.on(admin);
        return true;
    }

    private Refused refused(Reason reason, String code, String why) {
        return new Refused(reason, code, why, admin.node());
    }
}
