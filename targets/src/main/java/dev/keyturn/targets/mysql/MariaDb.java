// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import dev.keyturn.targets.mysql.AccountRow.Demands;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// MariaDB from 10.4: a statement says with which methods an account is let in, so repeating it changes
/// nothing.
enum MariaDb implements Engine {
    MARIADB;

    private static final int LONGEST_NAME = 80;

    /// How many methods of one account are read; a server's own tools make two.
    private static final int METHODS = 6;

    private static final int COLUMNS_BEFORE_METHODS = 4;
    private static final String ROWS = rowsQuery();

    /// A Galera cluster has a name of its own. One server alone has none; what comes near it is its hardware
    /// and port, and when its data were made.
    private static final String FINGERPRINT = """
            SELECT coalesce(
              nullif((SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS
                       WHERE VARIABLE_NAME = 'WSREP_CLUSTER_STATE_UUID'
                         AND VARIABLE_VALUE <> '00000000-0000-0000-0000-000000000000'), ''),
              (SELECT concat(v.VARIABLE_VALUE, '/', unix_timestamp(t.CREATE_TIME))
                 FROM information_schema.GLOBAL_VARIABLES v, information_schema.TABLES t
                WHERE v.VARIABLE_NAME = 'SERVER_UID' AND t.TABLE_SCHEMA = 'mysql' AND t.TABLE_NAME = 'global_priv'))""";

    @Override
    public String displayName() {
        return "MariaDB";
    }

    @Override
    public String catalogue() {
        return "mysql.global_priv";
    }

    @Override
    public int longestName() {
        return LONGEST_NAME;
    }

    @Override
    public String defaultPlugin() {
        return LoginMethod.NATIVE;
    }

    @Override
    public String endsSessions() {
        return "CONNECTION ADMIN";
    }

    /// Found out when the server executed a comment that only 10.4 and newer execute.
    @Override
    public boolean overlaps(SqlConnection sql) {
        return true;
    }

    @Override
    public Optional<String> fingerprint(SqlConnection sql) throws Refused, Unanswered {
        return sql.query("the fingerprint", row -> Optional.ofNullable(row.getString(1)), FINGERPRINT)
                .getFirst()
                .map(name -> "mariadb:" + name);
    }

    @Override
    public List<AccountRow> rows(SqlConnection sql, String user) throws Refused, Unanswered {
        return sql.query(catalogue(), MariaDb::row, ROWS, user);
    }

    @Override
    public long tries(SqlConnection sql, AccountName user) throws Refused, Unanswered {
        return sql.query("max_password_errors", row -> row.getLong(1), "SELECT @@global.max_password_errors")
                .getFirst();
    }

    @Override
    public List<String> change(String account, AccountRow have, List<Wanted> want, Closing closing) throws Refused {
        return changeBlindly(account, want, false, closing);
    }

    @Override
    public List<String> changeBlindly(String account, List<Wanted> want, boolean inPlace, Closing closing)
            throws Refused {
        List<LoginMethod> methods = want.stream().map(Wanted::method).distinct().toList();
        return List.of("ALTER USER " + account + " " + identified(methods) + closing.clause());
    }

    @Override
    public String identified(List<LoginMethod> methods) throws Refused {
        List<String> ways = new ArrayList<>();
        for (LoginMethod method : methods) {
            ways.add(MySqlDialect.INSTANCE.plugin(method.plugin()) + " USING "
                    + MySqlDialect.INSTANCE.literal(method.stored()));
        }
        return "IDENTIFIED VIA " + String.join(" OR ", ways);
    }

    @Override
    public boolean takes(String plugin) {
        return plugin.equals(LoginMethod.NATIVE) || plugin.equals(LoginMethod.ED25519);
    }

    /// Methods beyond the first stand in a list, where an empty object means the first.
    private static String rowsQuery() {
        String ofList = IntStream.range(0, METHODS)
                .mapToObj(i -> "JSON_EXISTS(Priv, '$.auth_or[" + i + "]'), JSON_VALUE(Priv, '$.auth_or[" + i
                        + "].plugin'), HEX(JSON_VALUE(Priv, '$.auth_or[" + i + "].authentication_string'))")
                .collect(Collectors.joining(", "));
        return "SELECT Host, coalesce(JSON_VALUE(Priv, '$.account_locked'), '0') IN ('1', 'true'),"
                + " coalesce(JSON_VALUE(Priv, '$.ssl_type'), '0'), coalesce(JSON_LENGTH(Priv, '$.auth_or'), 0),"
                + " 1, JSON_VALUE(Priv, '$.plugin'), HEX(JSON_VALUE(Priv, '$.authentication_string')), " + ofList
                + " FROM mysql.global_priv WHERE User = ? AND coalesce(JSON_VALUE(Priv, '$.is_role'), '0') NOT IN"
                + " ('1', 'true') ORDER BY Host";
    }

    private static AccountRow row(ResultSet row) throws SQLException {
        LoginMethod first = method(row, COLUMNS_BEFORE_METHODS + 1).orElse(new LoginMethod(LoginMethod.NATIVE, ""));
        int listed = row.getInt(4);
        List<LoginMethod> methods = new ArrayList<>();
        for (int i = 0; i < Math.min(listed, METHODS); i++) {
            methods.add(method(row, COLUMNS_BEFORE_METHODS + 4 + 3 * i).orElse(first));
        }
        if (listed > METHODS) {
            methods.add(new LoginMethod("more", ""));
        }
        return new AccountRow(
                row.getString(1), listed == 0 ? List.of(first) : methods, row.getBoolean(2), demands(row.getInt(3)));
    }

    private static Optional<LoginMethod> method(ResultSet row, int column) throws SQLException {
        String plugin = row.getString(column + 1);
        String stored = row.getString(column + 2);
        return plugin == null
                ? Optional.empty()
                : Optional.of(new LoginMethod(
                        plugin,
                        stored == null
                                ? ""
                                : new String(HexFormat.of().parseHex(stored), StandardCharsets.ISO_8859_1)));
    }

    private static Demands demands(int sslType) {
        return switch (sslType) {
            case 0 -> Demands.NOTHING;
            case 1 -> Demands.TLS;
            default -> Demands.CLIENT_CERTIFICATE;
        };
    }
}
