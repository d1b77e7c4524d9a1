// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The role that owns what both users of a pair create: each is a member of it and becomes it with its login, so that
/// nothing depends on who created what.
final class OwnerRole {

    private static final String MEMBER = """
            SELECT count(*) FROM pg_catalog.pg_auth_members m
              JOIN pg_catalog.pg_roles o ON o.oid = m.roleid AND o.rolname = ?
              JOIN pg_catalog.pg_roles a ON a.oid = m.member AND a.rolname = ?""";
    private static final String ACTIVE = """
            SELECT count(*) FROM pg_catalog.pg_db_role_setting s
              JOIN pg_catalog.pg_roles a ON a.oid = s.setrole AND a.rolname = ?
             WHERE s.setdatabase = 0 AND ? = ANY (s.setconfig)""";

    private final AdminSession session;
    private final AccountName owner;

    OwnerRole(AdminSession session, AccountName owner) {
        this.session = session;
        this.owner = owner;
    }

    /// Checks that the role is there and that our role may give it away.
    void check() throws Refused, Unanswered {
        String role = RoleChange.name(owner);
        Rights.Facts facts = new Rights(session).facts(owner);
        String me = RoleChange.name(facts.me());
        String grant = "GRANT " + role + " TO " + me + " WITH ADMIN OPTION;";
        if (!facts.exists()) {
            boolean alone = facts.superuser() || !facts.needsAdminOption();
            throw refused(
                    Reason.NO_SUCH_ACCOUNT,
                    "the owner role " + role + " does not exist; run CREATE ROLE " + role + " NOLOGIN;"
                            + (alone ? "" : " " + grant));
        }
        if (facts.superuser()) {
            return;
        }
        if (facts.isSuperuser()) {
            throw refused(
                    Reason.NOT_PERMITTED,
                    "only a superuser may give the owner role " + role + " away, which is a superuser; run ALTER ROLE "
                            + role + " NOSUPERUSER;");
        }
        if (facts.needsAdminOption() && !facts.adminOption()) {
            throw refused(
                    Reason.NOT_PERMITTED,
                    "our role " + me + " lacks ADMIN OPTION on the owner role " + role + "; run " + grant);
        }
        if (!facts.needsAdminOption() && !facts.createRole()) {
            throw refused(
                    Reason.NOT_PERMITTED,
                    "our role " + me + " lacks CREATEROLE; run ALTER ROLE " + me + " CREATEROLE;");
        }
    }

    /// Says what is doubtful about the role without being in the way.
    void warn(Consumer<String> warnings) throws Refused, Unanswered {
        Rights.Facts facts = new Rights(session).facts(owner);
        if (facts.exists() && facts.canLogin()) {
            String role = RoleChange.name(owner);
            warnings.accept("the owner role " + role + " may log in itself; run ALTER ROLE " + role + " NOLOGIN;");
        }
    }

    /// What still has to be said so that `account` is a member that becomes the role with its login.
    List<String> statements(AccountName account) throws Refused, Unanswered {
        String role = RoleChange.name(owner);
        String name = RoleChange.name(account);
        boolean grantsOptions = new Rights(session).facts(owner).needsAdminOption();
        String member = grantsOptions ? MEMBER + " WHERE m.inherit_option AND m.set_option" : MEMBER;
        List<String> statements = new ArrayList<>();
        if (isNone(member, owner.value(), account.value())) {
            statements.add("GRANT " + role + " TO " + name + (grantsOptions ? " WITH INHERIT TRUE, SET TRUE" : ""));
        }
        if (isNone(ACTIVE, account.value(), "role=" + owner.value())) {
            statements.add("ALTER ROLE " + name + " SET role = " + PostgresDialect.INSTANCE.literal(owner.value()));
        }
        return List.copyOf(statements);
    }

    private boolean isNone(String query, String... parameters) throws Refused, Unanswered {
        return session.sql()
                .query("the owner role", row -> row.getInt(1), query, (Object[]) parameters)
                .equals(List.of(0));
    }

    private Refused refused(Reason reason, String why) {
        return new Refused(reason, "OWNER", why, session.sql().node());
    }
}
