// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.ReadsBack.Answer;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import java.util.List;
import java.util.Optional;

/// What a server stores about accounts, where it is ours to read.
final class Catalogue {

    static final String ANY_HOST = "%";

    private final AdminSession session;

    Catalogue(AdminSession session) {
        this.session = session;
    }

    /// Every row of a user; empty if we may not read them.
    ///
    /// @throws Refused the engine can have no user of this name
    Optional<List<AccountRow>> rows(AccountName user) throws Refused, Unanswered {
        var _ = session.engine().account(user, ANY_HOST);
        return rowsOf(user.value());
    }

    /// The rows of a user at the hosts that its rules froze; all of them if none were.
    Optional<List<AccountRow>> rows(AccountName user, AccountRules rules) throws Refused, Unanswered {
        return rows(user)
                .map(rows -> rows.stream()
                        .filter(row -> rules.hosts().isEmpty() || rules.hosts().contains(row.host()))
                        .toList());
    }

    /// The hosts at which clients without a name get in, and shadow others that come from there.
    List<String> anonymousHosts() throws Refused, Unanswered {
        return rowsOf("").stream().flatMap(List::stream).map(AccountRow::host).toList();
    }

    Optional<Verifier> found(AccountName user) throws Refused, Unanswered {
        return rows(user).map(rows -> FoundAccount.of(rows).verifier());
    }

    Answer compare(Credential credential) throws Refused, Unanswered {
        return rows(credential.account(), credential.rules())
                .map(rows -> AccountRow.compare(rows, credential))
                .orElse(Answer.CANNOT_TELL);
    }

    private Optional<List<AccountRow>> rowsOf(String user) throws Refused, Unanswered {
        try {
            return Optional.of(session.engine().rows(session.sql(), user));
        } catch (Refused refused) {
            if (refused.reason() != Reason.NOT_PERMITTED) {
                throw refused;
            }
            return Optional.empty();
        }
    }
}
