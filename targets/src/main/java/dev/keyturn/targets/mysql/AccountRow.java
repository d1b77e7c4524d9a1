// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.ReadsBack.Answer;
import java.util.List;
import java.util.Optional;

/// An account as the catalogue holds it: a user has one for each of its hosts.
///
/// @param methods how it is let in, the first one first; on MySQL a retained password is the second
/// @param demands what else a client has to bring
record AccountRow(String host, List<LoginMethod> methods, boolean locked, Demands demands) {
    AccountRow {
        methods = List.copyOf(methods);
    }

    /// `REQUIRE` of an account.
    enum Demands {
        NOTHING,
        TLS,
        CLIENT_CERTIFICATE
    }

    /// The method that lets `credential` in, if one does.
    Optional<LoginMethod> fitting(Credential credential) {
        return methods.stream()
                .filter(method -> method.compare(credential) == Answer.MATCHES)
                .findFirst();
    }

    /// Whether it lets `credential` in.
    Answer compare(Credential credential) {
        List<Answer> answers =
                methods.stream().map(method -> method.compare(credential)).toList();
        if (answers.contains(Answer.MATCHES)) {
            return Answer.MATCHES;
        }
        return answers.contains(Answer.CANNOT_TELL) ? Answer.CANNOT_TELL : Answer.DIFFERS;
    }

    /// What all hosts of a user say together: a password that is in at one host and not at another is neither.
    static Answer compare(List<AccountRow> rows, Credential credential) {
        List<Answer> answers =
                rows.stream().map(row -> row.compare(credential)).distinct().toList();
        return switch (answers.size()) {
            case 0 -> Answer.DIFFERS;
            case 1 -> answers.getFirst();
            default -> Answer.CANNOT_TELL;
        };
    }
}
