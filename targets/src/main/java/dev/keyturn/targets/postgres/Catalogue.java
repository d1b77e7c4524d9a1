// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.ReadsBack.Answer;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import java.util.List;
import java.util.Optional;

/// What the server stores about roles: their verifiers, which only a superuser may see, and what they own.
final class Catalogue {

    private static final String READABLE = "SELECT pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'SELECT')";
    private static final String STORED = "SELECT coalesce(rolpassword, '') FROM pg_catalog.pg_authid WHERE rolname = ?";
    private static final String IDENTIFIED =
            "SELECT pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')";
    private static final String IDENTIFIER = "SELECT system_identifier::text FROM pg_catalog.pg_control_system()";
    private static final String OWNED = """
            SELECT count(*)::text || ' objects itself (' || string_agg(d.named, ', ' ORDER BY d.named)
                       FILTER (WHERE d.place <= 3) || CASE WHEN count(*) > 3 THEN ', …)' ELSE ')' END
              FROM (SELECT pg_catalog.pg_describe_object(s.classid, s.objid, s.objsubid) AS named,
                           row_number() OVER (ORDER BY s.classid, s.objid) AS place
                      FROM pg_catalog.pg_shdepend s JOIN pg_catalog.pg_roles r ON r.oid = s.refobjid
                     WHERE s.refclassid = 'pg_catalog.pg_authid'::regclass AND s.deptype = 'o' AND r.rolname = ?
                       AND s.dbid = (SELECT b.oid FROM pg_catalog.pg_database b WHERE b.datname = current_database())) d
            HAVING count(*) > 0""";

    private final AdminSession session;

    Catalogue(AdminSession session) {
        this.session = session;
    }

    /// As it is stored; empty text for a role without a password.
    Optional<Verifier> verifier(AccountName account) throws Refused, Unanswered {
        boolean readable = session.sql()
                .query("pg_authid", row -> row.getBoolean(1), READABLE)
                .getFirst();
        return readable
                ? session
                        .sql()
                        .query("pg_authid", row -> new Verifier(row.getString(1)), STORED, account.value())
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    Answer compare(Credential credential) throws Refused, Unanswered {
        Optional<Verifier> stored = verifier(credential.account());
        return stored.map(verifier -> ScramVerifier.compare(credential, verifier))
                .orElse(Answer.CANNOT_TELL);
    }

    /// The name that a server gets when its data are first made, and shares with all physical copies of them: its
    /// standbys, but a restored backup too. Empty if it is not ours to read.
    Optional<String> fingerprint() throws Refused, Unanswered {
        boolean readable = session.sql()
                .query("pg_control_system", row -> row.getBoolean(1), IDENTIFIED)
                .getFirst();
        return readable
                ? session.sql().query("pg_control_system", row -> row.getString(1), IDENTIFIER).stream()
                        .findFirst()
                : Optional.empty();
    }

    /// What `account` owns itself, in a few words; empty if nothing.
    Optional<String> owned(AccountName account) throws Refused, Unanswered {
        List<String> found = session.sql().query("pg_shdepend", row -> row.getString(1), OWNED, account.value());
        return found.stream().findFirst();
    }
}
