// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import java.util.function.Consumer;

/// Looks beforehand whether one node would take a credential, and what people should know who ask for it.
record Check(Admin admin, LoginProof proof, Consumer<String> warnings) {

    private static final String DEFAULT = "default";

    void of(Node node, Credential next) throws Refused, Unanswered {
        var _ = UserChange.checked(next.account());
        RightsProbe.on(admin, next.rules().scope());
        UserView view = next.origin() == Origin.FOUND
                ? new Passwords(admin, Saving.none()).check(next.account())
                : UserView.of(admin, next.account());
        boolean isThere = view instanceof UserView.Present || next.origin() == Origin.FOUND;
        if (isThere && proof.takesAnyPassword(node, next.account())) {
            warnings.accept(unprovable(next.account()));
        }
        if (next.account().value().equals(DEFAULT)) {
            warnings.accept("default: where " + admin.node() + " keeps its users in its configuration file, it writes"
                    + " the old requirepass there in plain text beside them; remove that line from the file");
        }
    }

    private String unprovable(AccountName account) {
        return "logins unprovable: " + admin.node() + " lets the user \"" + account
                + "\" in with any password (nopass); the first change ends that, and refuses every client that sends"
                + " another one than it is given";
    }
}
