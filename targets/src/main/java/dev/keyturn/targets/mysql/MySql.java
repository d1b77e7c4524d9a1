// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import dev.keyturn.targets.mysql.AccountRow.Demands;
import dev.keyturn.targets.mysql.Retention.Step;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// MySQL: from 8.0.14 an account can have a second password, which is made and ended by statements that
/// depend on what the account has.
///
/// Unproven: no test has run this class on a server. Its hashes are held against ones that servers made, its
/// choice of statements against a double that behaves as the manual says.
///
/// @param keepsSecond whether the server knows second passwords
record MySql(boolean keepsSecond) implements Engine {

    private static final int LONGEST_NAME = 32;
    private static final String ROWS_UP_TO_SECOND =
            "SELECT Host, plugin, HEX(authentication_string), account_locked = 'Y', ssl_type, ";
    private static final String ROWS_FROM_THERE = " FROM mysql.user WHERE User = ? ORDER BY Host";
    private static final String SECOND = "HEX(JSON_UNQUOTE(JSON_EXTRACT(User_attributes, '$.additional_password')))";
    private static final String TRIES = "SELECT coalesce(JSON_EXTRACT(User_attributes,"
            + " '$.Password_locking.failed_login_attempts'), 0) FROM mysql.user WHERE User = ?";
    private static final String PROBE = "PREPARE keyturn_probe FROM 'ALTER USER CURRENT_USER() DISCARD OLD PASSWORD'";

    /// Prepares a statement that only servers with second passwords can parse, and does not execute it.
    static MySql probed(SqlConnection sql) throws Refused, Unanswered {
        try {
            sql.execute("PREPARE", PROBE);
            sql.execute("DEALLOCATE PREPARE", "DEALLOCATE PREPARE keyturn_probe");
            return new MySql(true);
        } catch (Refused refused) {
            if (refused.reason() != Reason.UNSUPPORTED) {
                throw refused;
            }
            return new MySql(false);
        }
    }

    @Override
    public String displayName() {
        return "MySQL";
    }

    @Override
    public String catalogue() {
        return "mysql.user";
    }

    @Override
    public int longestName() {
        return LONGEST_NAME;
    }

    @Override
    public String defaultPlugin() {
        return keepsSecond ? LoginMethod.CACHING_SHA2 : LoginMethod.NATIVE;
    }

    @Override
    public String endsSessions() {
        return "CONNECTION_ADMIN";
    }

    @Override
    public boolean overlaps(SqlConnection sql) {
        return keepsSecond;
    }

    @Override
    public Optional<String> fingerprint(SqlConnection sql) throws Refused, Unanswered {
        return sql.query("the fingerprint", row -> Optional.ofNullable(row.getString(1)), "SELECT @@server_uuid")
                .getFirst()
                .map(name -> "mysql:" + name);
    }

    @Override
    public List<AccountRow> rows(SqlConnection sql, String user) throws Refused, Unanswered {
        return sql.query(
                catalogue(), MySql::row, ROWS_UP_TO_SECOND + (keepsSecond ? SECOND : "NULL") + ROWS_FROM_THERE, user);
    }

    @Override
    public long tries(SqlConnection sql, AccountName user) throws Refused, Unanswered {
        if (!keepsSecond) {
            return Long.MAX_VALUE;
        }
        try {
            return sql.query("mysql.user", row -> row.getLong(1), TRIES, user.value()).stream()
                    .mapToLong(tries -> tries == 0 ? Long.MAX_VALUE : tries)
                    .min()
                    .orElse(Long.MAX_VALUE);
        } catch (Refused refused) {
            if (refused.reason() != Reason.NOT_PERMITTED) {
                throw refused;
            }
            return 0;
        }
    }

    @Override
    public List<String> change(String account, AccountRow have, List<Wanted> want, Closing closing) throws Refused {
        return statements(account, Retention.steps(have.methods(), kept(want)), closing);
    }

    @Override
    public List<String> changeBlindly(String account, List<Wanted> want, boolean inPlace, Closing closing)
            throws Refused {
        return statements(account, Retention.blind(kept(want), inPlace), closing);
    }

    @Override
    public String identified(List<LoginMethod> methods) throws Refused {
        LoginMethod first = methods.getFirst();
        return "IDENTIFIED WITH " + MySqlDialect.INSTANCE.plugin(first.plugin()) + " AS "
                + MySqlDialect.INSTANCE.stored(first.stored());
    }

    @Override
    public boolean takes(String plugin) {
        return plugin.equals(LoginMethod.NATIVE) || plugin.equals(LoginMethod.CACHING_SHA2);
    }

    /// A server without second passwords is told of the first one only.
    private List<Wanted> kept(List<Wanted> want) {
        return keepsSecond ? want : want.subList(0, 1);
    }

    /// The lock goes along with the password, so that no third state is ever seen.
    private List<String> statements(String account, List<Step> steps, Closing closing) throws Refused {
        String alter = "ALTER USER " + account + " ";
        List<String> statements = new ArrayList<>();
        for (Step step : steps) {
            switch (step) {
                case Step.Replace(var method) -> statements.add(alter + identified(List.of(method)) + closing.clause());
                case Step.Retain(var method) ->
                    statements.add(alter + identified(List.of(method)) + " RETAIN CURRENT PASSWORD" + closing.clause());
                case Step.Discard() when keepsSecond -> statements.add(alter + "DISCARD OLD PASSWORD");
                case Step.Discard() -> {}
            }
        }
        boolean changesPassword = steps.stream().anyMatch(step -> !(step instanceof Step.Discard));
        if (!changesPassword && closing != Closing.AS_IT_IS) {
            statements.add(alter + closing.clause().strip());
        }
        return List.copyOf(statements);
    }

    private static AccountRow row(ResultSet row) throws SQLException {
        String plugin = row.getString(2);
        List<LoginMethod> methods = new ArrayList<>();
        methods.add(new LoginMethod(plugin, plain(row.getString(3))));
        String second = row.getString(6);
        if (second != null) {
            methods.add(new LoginMethod(plugin, plain(second)));
        }
        return new AccountRow(row.getString(1), methods, row.getBoolean(4), demands(row.getString(5)));
    }

    private static String plain(@Nullable String hex) {
        return hex == null ? "" : new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    private static Demands demands(String sslType) {
        return switch (sslType) {
            case "" -> Demands.NOTHING;
            case "ANY" -> Demands.TLS;
            default -> Demands.CLIENT_CERTIFICATE;
        };
    }
}
