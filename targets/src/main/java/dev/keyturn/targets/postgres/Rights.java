// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Whether our role may change another one, and if not, which statement cures that.
final class Rights {

    private static final int ADMIN_OPTION_NEEDED = 16;
    private static final int VERSION_FACTOR = 10_000;
    private static final String QUERY = """
            SELECT me.rolname, me.rolsuper, me.rolcreaterole, current_setting('server_version_num')::int,
                   a.oid IS NOT NULL, coalesce(a.rolsuper, false), coalesce(a.rolreplication, false),
                   coalesce(a.rolcanlogin, true), coalesce(a.rolvaliduntil < now(), false),
                   coalesce(a.oid = me.oid, false),
                   coalesce(pg_catalog.pg_has_role(me.oid, a.oid, 'MEMBER WITH ADMIN OPTION'), false),
                   coalesce(pg_catalog.has_database_privilege(a.oid, current_database(), 'CONNECT'), true),
                   current_database()
              FROM pg_catalog.pg_roles me LEFT JOIN pg_catalog.pg_roles a ON a.rolname = ?
             WHERE me.rolname = current_user""";

    private final AdminSession session;

    Rights(AdminSession session) {
        this.session = session;
    }

    /// What the catalogue says about our role and another one.
    record Facts(
            AccountName me,
            boolean superuser,
            boolean createRole,
            int version,
            boolean exists,
            boolean isSuperuser,
            boolean isReplication,
            boolean canLogin,
            boolean expired,
            boolean isMe,
            boolean adminOption,
            boolean connects,
            String database) {

        static Facts of(ResultSet row) throws SQLException {
            int column = 0;
            return new Facts(
                    new AccountName(row.getString(++column)),
                    row.getBoolean(++column),
                    row.getBoolean(++column),
                    row.getInt(++column) / VERSION_FACTOR,
                    row.getBoolean(++column),
                    row.getBoolean(++column),
                    row.getBoolean(++column),
                    row.getBoolean(++column),
                    row.getBoolean(++column),
                    row.getBoolean(++column),
                    row.getBoolean(++column),
                    row.getBoolean(++column),
                    row.getString(++column));
        }

        boolean needsAdminOption() {
            return version >= ADMIN_OPTION_NEEDED;
        }
    }

    Facts facts(AccountName role) throws Refused, Unanswered {
        var _ = RoleChange.name(role);
        List<Facts> rows = session.sql().query("pg_roles", Facts::of, QUERY, role.value());
        if (rows.size() != 1) {
            throw refused(Reason.OTHER, "ROLE", "the server does not know the role that it let us in as");
        }
        return rows.getFirst();
    }

    /// Checks that `next` could be given to its account.
    ///
    /// @param byUs whether a statement of ours gives it
    /// @throws Refused what is missing; the message ends with the statement that cures it
    void check(Credential next, boolean byUs) throws Refused, Unanswered {
        String role = RoleChange.name(next.account());
        Facts facts = facts(next.account());
        if (!facts.exists()) {
            checkMissing(next, role, facts);
        } else {
            checkAccount(next, role, facts);
            if (byUs) {
                checkChange(next.account(), facts);
            }
        }
        if (next.rules().ownerRole().isPresent()) {
            new OwnerRole(session, next.rules().ownerRole().orElseThrow()).check();
        }
    }

    /// Checks that our role may change the password of one that exists.
    private void checkChange(AccountName account, Facts facts) throws Refused {
        if (facts.superuser() || facts.isMe()) {
            return;
        }
        String role = RoleChange.name(account);
        String me = RoleChange.name(facts.me());
        boolean needsSuperuser = facts.isSuperuser() || (facts.isReplication() && !facts.needsAdminOption());
        if (needsSuperuser) {
            throw missing("only a superuser may change " + role + ", which is a "
                    + (facts.isSuperuser() ? "superuser" : "replication role")
                    + "; connect as one, or run ALTER ROLE " + role
                    + (facts.isSuperuser() ? " NOSUPERUSER;" : " NOREPLICATION;"));
        }
        List<String> lacks = new ArrayList<>();
        List<String> cures = new ArrayList<>();
        if (!facts.createRole()) {
            lacks.add("CREATEROLE");
            cures.add("ALTER ROLE " + me + " CREATEROLE;");
        }
        if (facts.needsAdminOption() && !facts.adminOption()) {
            lacks.add("ADMIN OPTION on role " + role);
            cures.add("GRANT " + role + " TO " + me + " WITH ADMIN OPTION;");
        }
        if (!lacks.isEmpty()) {
            throw missing(
                    "our role " + me + " lacks " + String.join(" and ", lacks) + "; run " + String.join(" ", cures));
        }
    }

    private void checkMissing(Credential next, String role, Facts facts) throws Refused {
        if (!next.rules().createMissing()) {
            throw refused(
                    Reason.NO_SUCH_ACCOUNT,
                    PostgresVerdicts.NO_SUCH_ROLE,
                    "the role " + role + " does not exist; set accountSetup.createMissing, or run CREATE ROLE " + role
                            + " LOGIN;");
        }
        if (!facts.superuser() && !facts.createRole()) {
            String me = RoleChange.name(facts.me());
            throw missing("our role " + me + " lacks CREATEROLE; run ALTER ROLE " + me + " CREATEROLE;");
        }
    }

    private void checkAccount(Credential next, String role, Facts facts) throws Refused {
        if (!facts.canLogin() && next.origin() == Origin.FOUND) {
            throw closed("the role " + role + " may not log in; run ALTER ROLE " + role + " LOGIN;");
        }
        if (facts.expired()) {
            throw closed("the password of role " + role + " has expired, whatever it is; run ALTER ROLE " + role
                    + " VALID UNTIL 'infinity';");
        }
        if (!facts.connects()) {
            throw closed("the role " + role + " may not connect to the database of the connection; run GRANT CONNECT ON"
                    + " DATABASE " + PostgresDialect.INSTANCE.identifier(facts.database()) + " TO " + role + ";");
        }
    }

    private Refused closed(String why) {
        return refused(Reason.ACCOUNT, "ROLE", why);
    }

    private Refused missing(String why) {
        return refused(Reason.NOT_PERMITTED, PostgresVerdicts.NOT_PERMITTED, why);
    }

    private Refused refused(Reason reason, String code, String why) {
        return new Refused(reason, code, why, session.sql().node());
    }
}
