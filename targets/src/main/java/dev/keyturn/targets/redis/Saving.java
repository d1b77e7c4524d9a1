// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.target.Unanswered;
import java.util.function.Consumer;

/// Makes a node write its users down, so that they survive its restart.
@FunctionalInterface
interface Saving {

    void on(Admin admin) throws Unanswered;

    /// Whoever starts the node says what it accepts then.
    static Saving none() {
        return _ -> {};
    }

    /// Into its ACL file, else into its configuration. A node that cannot save goes on with a warning: its users are
    /// right until it restarts.
    static Saving inFiles(Consumer<String> warnings) {
        return admin -> save(admin, warnings);
    }

    private static void save(Admin admin, Consumer<String> warnings) throws Unanswered {
        Answer saved = admin.call("ACL", "SAVE");
        if (!(saved instanceof Answer.Failure refusal)) {
            return;
        }
        Answer rewritten = admin.call("CONFIG", "REWRITE");
        if (rewritten instanceof Answer.Failure || !hasNoAclFile(refusal)) {
            warnings.accept(sentence(admin, refusal, rewritten));
        }
    }

    /// Where there is an ACL file `CONFIG REWRITE` says yes and writes no user. Only the text tells this
    /// `ERR` from that of a file which cannot be written; if it ever reads otherwise, the harm is a warning
    /// too many.
    private static boolean hasNoAclFile(Answer.Failure refusal) {
        return refusal.is("ERR") && refusal.line().contains("is not configured to use an ACL file");
    }

    private static String sentence(Admin admin, Answer.Failure refusal, Answer rewritten) {
        String start = "not saved: users changed on " + admin.node() + " may be lost when it restarts, since ";
        if (refusal.is("NOPERM")) {
            return start + "our account may not save them; run " + admin.grant("+acl|save +config|rewrite") + " there";
        }
        return rewritten.isFailure("NOPERM")
                ? start + "our account may not rewrite its configuration; run " + admin.grant("+config|rewrite")
                        + " there"
                : start + "it has no file that it can write; give it an aclfile";
    }
}
