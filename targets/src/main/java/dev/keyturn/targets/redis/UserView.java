// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.ReadsBack;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a node tells about a user, as far as it decides who gets in.
sealed interface UserView {

    /// @param hashes of the passwords that it accepts, as Redis keeps them
    record Present(boolean on, boolean anyPassword, List<String> hashes) implements UserView {
        public Present {
            hashes = List.copyOf(hashes);
        }

        boolean accepts(Credential credential) {
            return hashes.contains(UserChange.sha256(credential.password()));
        }

        /// Switched off and without a password: as we leave a user that we shut.
        boolean isShut() {
            return !on && !anyPassword && hashes.isEmpty();
        }
    }

    record Absent() implements UserView {}

    /// Our account has no right to look.
    record Hidden() implements UserView {}

    static UserView of(Admin admin, AccountName account) throws Refused, Unanswered {
        return on(admin.connection(), account);
    }

    static UserView on(NodeConnection node, AccountName account) throws Refused, Unanswered {
        Answer answer = node.call("ACL", "GETUSER", UserChange.checked(account));
        return switch (answer) {
            case Answer.Absent _ -> new Absent();
            case Answer.Items user -> present(user);
            case Answer.Failure failure
            when !failure.is("NOPERM") && !failure.is("ERR") ->
                throw Verdict.ofStatement(failure, "ACL GETUSER", node.node());
            default -> new Hidden();
        };
    }

    /// Compares without a login. A user that lets everybody in says nothing about one password.
    default ReadsBack.Answer compare(Credential credential) {
        return switch (this) {
            case Hidden _ -> ReadsBack.Answer.CANNOT_TELL;
            case Absent _ -> ReadsBack.Answer.DIFFERS;
            case Present user when user.anyPassword() -> ReadsBack.Answer.CANNOT_TELL;
            case Present user when user.on() && user.accepts(credential) -> ReadsBack.Answer.MATCHES;
            case Present _ -> ReadsBack.Answer.DIFFERS;
        };
    }

    /// Who gets in, in Redis's own words, for [UserChange#giveBack].
    default Optional<Verifier> verifier() {
        if (!(this instanceof Present user)) {
            return Optional.empty();
        }
        List<String> rules = new ArrayList<>(List.of(user.on() ? "on" : "off"));
        if (user.anyPassword()) {
            rules.add("nopass");
        }
        user.hashes().forEach(hash -> rules.add("#" + hash));
        return Optional.of(new Verifier(String.join(" ", rules)));
    }

    private static Present present(Answer user) {
        List<String> flags = texts(user, "flags");
        return new Present(flags.contains("on"), flags.contains("nopass"), texts(user, "passwords"));
    }

    private static List<String> texts(Answer user, String key) {
        return user.valueOf(key).map(Answer::items).orElse(List.of()).stream()
                .flatMap(item -> item.text().stream())
                .toList();
    }
}
