// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Finds out whether our account may change users on a node, and whether the node's version knows the rules, without
/// changing anything.
///
/// `ACL SETUSER` is atomic: with a last rule that no version knows, everything before it is checked and
/// nothing is done. Deleting a user that nobody can have made deletes nobody.
final class RightsProbe {

    private static final String NO_RULE = "keyturn-probe";

    private RightsProbe() {}

    /// @param scope rules that a user is to get
    /// @throws Refused what is missing, with the command that gives it
    static void on(Admin admin, List<String> scope) throws Refused, Unanswered {
        String nobody = "keyturn-probe-" + UUID.randomUUID();
        Answer deleted = admin.call("ACL", "DELUSER", nobody);
        Answer set = admin.call(setUser(nobody, scope));
        List<String> missing = new ArrayList<>();
        if (set.isFailure("NOPERM")) {
            missing.add("+acl|setuser");
        }
        if (deleted.isFailure("NOPERM")) {
            missing.add("+acl|deluser");
        }
        if (!missing.isEmpty()) {
            throw new Refused(
                    Reason.NOT_PERMITTED,
                    "NOPERM",
                    "our account may not change users (NOPERM); run " + admin.grant(missing.toArray(String[]::new))
                            + " there",
                    admin.node());
        }
        if (deleted instanceof Answer.Failure failure) {
            throw unsupported(failure, admin);
        }
        if (set instanceof Answer.Failure failure) {
            checkRules(failure, scope, admin);
        }
    }

    private static String[] setUser(String nobody, List<String> scope) {
        List<String> command = new ArrayList<>(List.of("ACL", "SETUSER", nobody));
        command.addAll(UserChange.complete(scope));
        command.add(NO_RULE);
        return command.toArray(String[]::new);
    }

    private static Refused unsupported(Answer.Failure failure, Admin admin) {
        Refused verdict = Verdict.ofStatement(failure, "ACL DELUSER", admin.node());
        return verdict.reason() == Reason.OTHER
                ? new Refused(
                        Reason.UNSUPPORTED,
                        failure.code(),
                        "the server has no ACL commands (" + failure.code()
                                + "): it is older than version 6, or a service that manages users elsewhere",
                        admin.node())
                : verdict;
    }

    /// The error quotes the rule that was refused: ours, or one of the scope.
    private static void checkRules(Answer.Failure failure, List<String> scope, Admin admin) throws Refused {
        if (failure.line().contains("'" + NO_RULE + "'")) {
            return;
        }
        Refused verdict = Verdict.ofStatement(failure, "ACL SETUSER", admin.node());
        if (verdict.reason() != Reason.OTHER) {
            throw verdict;
        }
        String rule = scope.stream()
                .filter(each -> failure.line().contains("'" + each + "'"))
                .findFirst()
                .map(each -> " rule \"" + each + "\"")
                .orElse("");
        throw new Refused(
                Reason.UNSUPPORTED,
                failure.code(),
                "the server does not take the permission scope" + rule + " (" + failure.code()
                        + "); its version may not know it, or it contradicts an earlier rule",
                admin.node());
    }
}
