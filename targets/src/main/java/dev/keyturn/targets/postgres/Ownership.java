// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reports what belongs to one user of a pair alone: the other can neither alter nor, as a rule, read it.
final class Ownership {

    private final AdminSession session;

    Ownership(AdminSession session) {
        this.session = session;
    }

    List<String> report(Set<AccountName> accounts, Optional<AccountName> owner) throws Refused, Unanswered {
        List<String> report = new ArrayList<>();
        for (AccountName account : accounts) {
            Optional<String> owned = new Catalogue(session).owned(account);
            if (owned.isPresent()) {
                String role = RoleChange.name(account);
                report.add("the role " + role + " owns " + owned.orElseThrow() + " in the database "
                        + PostgresDialect.INSTANCE.identifier(session.database()) + "; run "
                        + cure(account, accounts, owner));
            }
        }
        return List.copyOf(report);
    }

    private static String cure(AccountName account, Set<AccountName> accounts, Optional<AccountName> owner)
            throws Refused {
        String role = RoleChange.name(account);
        if (owner.isPresent()) {
            return "REASSIGN OWNED BY " + role + " TO " + RoleChange.name(owner.orElseThrow()) + ";";
        }
        List<String> others = new ArrayList<>();
        for (AccountName other : accounts) {
            if (!other.equals(account)) {
                others.add(RoleChange.name(other));
            }
        }
        return others.isEmpty()
                ? "REASSIGN OWNED BY " + role + " TO CURRENT_USER;"
                : "GRANT " + role + " TO " + String.join(", ", others) + ";";
    }
}
