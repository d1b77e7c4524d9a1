// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.mysql.AccountRow.Demands;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Whether our user may change another one, and if not, which statement cures that.
final class Rights {

    private static final String LISTED = """
            SELECT PRIVILEGE_TYPE FROM information_schema.USER_PRIVILEGES
             WHERE GRANTEE = concat('''', left(CURRENT_USER(), char_length(CURRENT_USER())
                               - char_length(substring_index(CURRENT_USER(), '@', -1)) - 1),
                             '''@''', substring_index(CURRENT_USER(), '@', -1), '''')""";

    /// What a role gave us is not listed; this changes nothing, and needs the right.
    private static final String TRY_CREATE_USER =
            "ALTER USER IF EXISTS 'keyturn-has-no-such-user'@'0.0.0.0' ACCOUNT LOCK";

    private static final String SPEAKS_UTF8 = "SELECT @@global.character_set_server LIKE 'utf8%'";
    private static final String TRY_PROCESS = "SELECT count(*) FROM information_schema.INNODB_TRX";

    private final AdminSession session;
    private final Engine engine;

    Rights(AdminSession session) {
        this.session = session;
        this.engine = session.engine();
    }

    /// Checks that `next` could be given to its user.
    ///
    /// @param encrypted whether connections of this target use TLS
    /// @throws Refused what is missing; the message ends with the statement that cures it
    void check(Credential next, boolean encrypted, Consumer<String> warnings) throws Refused, Unanswered {
        refuseOwner(next.rules().ownerRole());
        checkName(next.account());
        var catalogue = new Catalogue(session);
        Optional<List<AccountRow>> rows = catalogue.rows(next.account(), next.rules());
        if (rows.isEmpty()) {
            warnings.accept(unreadable());
        } else if (rows.orElseThrow().isEmpty() && !next.rules().createMissing()) {
            throw missing(next.account());
        }
        for (AccountRow row : rows.orElse(List.of())) {
            checkRow(next, row, encrypted);
        }
        if (rows.orElse(List.of()).isEmpty()) {
            checkTls(List.of(engine.defaultPlugin()), encrypted);
        }
        if (next.rules().statement().isEmpty()) {
            need("CREATE USER", TRY_CREATE_USER);
        }
        for (String host : catalogue.anonymousHosts()) {
            warnings.accept(
                    "hosts: clients from \"" + host + "\" are let in as the anonymous user before an account at a"
                            + " less exact host is looked at, so they may find this password refused; run DROP USER "
                            + MySqlDialect.INSTANCE.literal("") + "@" + MySqlDialect.INSTANCE.literal(host) + ";");
        }
    }

    /// The client library announces the server's own character set, and then says names in UTF-8.
    private void checkName(AccountName user) throws Refused, Unanswered {
        boolean plain = user.value().chars().allMatch(c -> c < 0x80);
        if (plain
                || session.sql()
                        .query("the character set", row -> row.getBoolean(1), SPEAKS_UTF8)
                        .getFirst()) {
            return;
        }
        throw refused(
                Reason.UNSUPPORTED,
                "NAME",
                "a name outside ASCII cannot log in here, because the character set of the server is another than UTF-8;"
                        + " run SET GLOBAL character_set_server = utf8mb4;");
    }

    void needProcess() throws Refused, Unanswered {
        need("PROCESS", TRY_PROCESS);
    }

    boolean hasProcess() throws Refused, Unanswered {
        return has("PROCESS", TRY_PROCESS);
    }

    /// What is missing where a change was refused although our user may change others.
    Refused behind(Refused refused) throws Refused, Unanswered {
        need("CREATE USER", TRY_CREATE_USER);
        return engine instanceof MySql ? lacks("SYSTEM_USER") : refused;
    }

    Refused missing(AccountName user) throws Refused {
        String account = engine.account(user, Catalogue.ANY_HOST);
        return refused(
                Reason.NO_SUCH_ACCOUNT,
                MySqlVerdicts.NO_SUCH_ACCOUNT,
                "the user " + account + " does not exist; set accountSetup.createMissing, or run CREATE USER " + account
                        + ";");
    }

    /// What is not known without the catalogue, and the right that opens it.
    String unreadable() throws Refused {
        return "hosts unknown: our user may not read " + engine.catalogue()
                + ", so only accounts at the host \"%\" are changed, and with the plugin " + engine.defaultPlugin()
                + "; run GRANT SELECT ON " + engine.catalogue() + " TO " + session.me() + ";";
    }

    static void refuseOwner(Optional<AccountName> ownerRole) throws Refused {
        if (ownerRole.isPresent()) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "OWNER",
                    "tables of MySQL and MariaDB have no owner, so accountSetup.ownerRole has no meaning here; leave it"
                            + " out and grant both users the same rights");
        }
    }

    Refused lacks(String right) throws Refused {
        return refused(
                Reason.NOT_PERMITTED,
                MySqlVerdicts.NOT_PERMITTED,
                "our user " + session.me() + " lacks " + right + "; run GRANT " + right + " ON *.* TO " + session.me()
                        + ";");
    }

    private void need(String right, String attempt) throws Refused, Unanswered {
        if (!has(right, attempt)) {
            throw lacks(right);
        }
    }

    private boolean has(String right, String attempt) throws Refused, Unanswered {
        List<String> listed = session.sql().query("USER_PRIVILEGES", row -> row.getString(1), LISTED);
        if (listed.contains(right)) {
            return true;
        }
        try {
            session.sql().execute(right, attempt);
            return true;
        } catch (Refused refused) {
            if (refused.reason() != Reason.NOT_PERMITTED) {
                throw refused;
            }
            return false;
        }
    }

    private void checkRow(Credential next, AccountRow row, boolean encrypted) throws Refused {
        String account = engine.account(next.account(), row.host());
        if (next.rules().statement().isEmpty()) {
            var _ = new Methods(engine, row).plugin();
        }
        checkTls(row.methods().stream().map(LoginMethod::plugin).toList(), encrypted);
        if (row.locked() && next.origin() == Origin.FOUND) {
            throw closed("the account " + account + " is locked; run ALTER USER " + account + " ACCOUNT UNLOCK;");
        }
        boolean cannotComply =
                row.demands() == Demands.CLIENT_CERTIFICATE || (row.demands() == Demands.TLS && !encrypted);
        if (cannotComply) {
            throw closed("the account " + account + " demands "
                    + (row.demands() == Demands.TLS ? "TLS, which sslEnabled would switch on" : "a client certificate")
                    + ", so a password alone cannot be proved; run ALTER USER " + account + " REQUIRE NONE;");
        }
    }

    /// A first login after a change hands over the password itself; without TLS there is none.
    private void checkTls(List<String> plugins, boolean encrypted) throws Refused {
        if (plugins.contains(LoginMethod.CACHING_SHA2) && !encrypted) {
            throw refused(
                    Reason.UNSUPPORTED,
                    "TLS",
                    "a new password of " + LoginMethod.CACHING_SHA2
                            + " can be proved over TLS only; switch sslEnabled on in the connection");
        }
    }

    private Refused closed(String why) {
        return refused(Reason.ACCOUNT, "ACCOUNT", why);
    }

    private Refused refused(Reason reason, String code, String why) {
        return new Refused(reason, code, why, session.sql().node());
    }
}
