// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.Dialed;
import dev.keyturn.targets.jdbc.DialedSockets;
import dev.keyturn.targets.jdbc.SqlConnection;
import dev.keyturn.targets.jdbc.Verdicts;
import dev.keyturn.targets.net.Dialer;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.Driver;

/// Logs in: to one server, as one user, over a connection that nobody else uses. Every setting is made here;
/// the URL holds none.
///
/// @param application what our sessions are called at the server
record Opener(Dialer dialer, String application) {

    static final Verdicts VERDICTS = new MySqlVerdicts();

    /// The methods that never hand the password itself to whoever asks: the last two send a proof, or use TLS.
    private static final String METHODS = "mysql_native_password,client_ed25519,parsec,caching_sha2_password";

    /// Where the library believes to connect to. Were this a name, it would be sent as the TLS server name.
    private static final String NOWHERE = "jdbc:mariadb://0.0.0.0/";

    /// @param database empty for none
    /// @throws SQLException the server's or the client library's no, for [MySqlVerdicts]
    SqlConnection open(Endpoint at, Login login, Optional<String> database) throws SQLException, Refused, Unanswered {
        var _ = MySqlDialect.INSTANCE.identifier(login.account().value());
        Configuration settings = settings(at, login, database);
        return new SqlConnection(
                Dialed.to(dialer, at, () -> Driver.connect(settings)), dialer, VERDICTS, at.toString());
    }

    private Configuration settings(Endpoint at, Login login, Optional<String> database)
            throws SQLException, Refused, Unanswered {
        int patience = dialer.patience(dialer.connect(), at.toString());
        Configuration empty = Objects.requireNonNull(Configuration.parse(NOWHERE), "the URL is MariaDB's own");
        var settings = empty.toBuilder()
                .user(login.account().value())
                .connectTimeout(patience)
                .socketTimeout(patience)
                .socketFactory(DialedSockets.class.getName())
                .tlsSocketType(DialedTlsPlugin.TYPE)
                .sslMode(dialer.tls().isPresent() ? "trust" : "disable")
                .restrictedAuth(METHODS)
                .allowPublicKeyRetrieval(false)
                .allowLocalInfile(false)
                .allowMultiQueries(false)
                .permitRedirect(false)
                .dumpQueriesOnException(false)
                .fallbackToSystemKeyStore(false)
                .fallbackToSystemTrustStore(false)
                .connectionAttributes("program_name:" + application);
        if (login.password().isPresent()) {
            settings.password(login.password().orElseThrow().reveal());
        }
        if (database.isPresent()) {
            settings.database(MySqlDialect.checkedName(database.orElseThrow()));
        }
        return settings.build();
    }
}
