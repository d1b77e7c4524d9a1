// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.PrintStream;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;

/// What `sqlcmd` is in the double's image, for pages that log in as people do: one query, with the few
/// options that they use, by the official JDBC driver. It prints rows only, as the real one does for `-h -1
/// -W` after `SET NOCOUNT ON`.
public final class SqlCmd {

    private static final Set<String> FLAGS = Set.of("-C", "-b", "-W");
    private static final Set<String> VALUED = Set.of("-S", "-U", "-Q", "-h");
    private static final String USAGE = "usage: SQLCMDPASSWORD=<password> sqlcmd -S <host> -U <user> -Q <query> [-C]"
            + " [-b] [-W] [-h -1]; this double of it knows no more";
    private static final int WRONG_USAGE = 2;

    private SqlCmd() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    /// @return the exit code
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        Map<String, String> options = new HashMap<>();
        for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
            String word = words.next();
            if (FLAGS.contains(word)) {
                options.put(word, "");
            } else if (VALUED.contains(word) && words.hasNext()) {
                options.put(word, words.next());
            } else {
                err.println(USAGE);
                return WRONG_USAGE;
            }
        }
        String server = options.get("-S");
        String user = options.get("-U");
        String query = options.get("-Q");
        String password = environment.get("SQLCMDPASSWORD");
        if (server == null || user == null || query == null || password == null) {
            err.println(USAGE);
            return WRONG_USAGE;
        }
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("encrypt", "true");
        properties.setProperty("trustServerCertificate", String.valueOf(options.containsKey("-C")));
        properties.setProperty("connectRetryCount", "0");
        return query("jdbc:sqlserver://" + server.replace(',', ':'), properties, query, out, err);
    }

    private static int query(String url, Properties properties, String query, PrintStream out, PrintStream err) {
        try (var connection = DriverManager.getConnection(url, properties);
                var statement = connection.createStatement()) {
            for (boolean rows = statement.execute(query);
                    rows || statement.getUpdateCount() != -1;
                    rows = statement.getMoreResults()) {
                if (rows) {
                    print(statement.getResultSet(), out);
                }
            }
            return 0;
        } catch (SQLException e) {
            err.println("Sqlcmd: Error " + e.getErrorCode() + ": " + e.getMessage());
            return 1;
        }
    }

    private static void print(ResultSet rows, PrintStream out) throws SQLException {
        while (rows.next()) {
            var line = new StringJoiner(" ");
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                line.add(String.valueOf(rows.getString(i)));
            }
            out.println(line);
        }
    }
}
