// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.CodeTable;
import dev.keyturn.targets.jdbc.Verdicts;
import dev.keyturn.targets.net.Endpoints;
import dev.keyturn.targets.net.TlsFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;

/// The SQLSTATE tables of `engines.md` §4.
///
/// Every code of the table for statements was raised by a server in a test. Of the table for logins the tests produce
/// `28P01`, `28000`, `42501`, `3D000` and `53300`; `55000` (a database that takes no connections), `57P01`, `57P02` and
/// `57P03` are from the documentation.
final class PostgresVerdicts implements Verdicts {

    static final String WRONG_PASSWORD = "28P01";
    static final String NOT_PERMITTED = "42501";
    static final String NO_SUCH_ROLE = "42704";
    static final String LOCK_TIMEOUT = "55P03";
    static final String HAS_DEPENDENTS = "2BP01";

    /// Told by the client library itself where the server says no to TLS.
    private static final String NO_TLS = "08004";

    private static final CodeTable LOGINS = new CodeTable(
            Map.of(
                    Reason.WRONG_PASSWORD, List.of(WRONG_PASSWORD),
                    Reason.ACCOUNT, List.of("28000", NOT_PERMITTED, "3D000", "55000"),
                    Reason.BUSY, List.of("53", "57P01", "57P02", "57P03")),
            List.of());

    private static final CodeTable STATEMENTS = new CodeTable(
            Map.of(
                    Reason.NOT_PERMITTED, List.of(NOT_PERMITTED),
                    Reason.NO_SUCH_ACCOUNT, List.of(NO_SUCH_ROLE),
                    Reason.POLICY, List.of("22", "28"),
                    Reason.WRONG_NODE, List.of("25006"),
                    Reason.UNSUPPORTED, List.of("0A000"),
                    Reason.BUSY,
                            List.of(
                                    LOCK_TIMEOUT,
                                    "55006",
                                    "57014",
                                    "40001",
                                    "40P01",
                                    "53",
                                    "XX000",
                                    "42710",
                                    "23505",
                                    "57P03")),
            List.of("08", "40003", "57P"));

    @Override
    public TargetException ofAdminLogin(SQLException e, String node) {
        return ofLogin(e, node, Optional.of(Reason.ADMIN_LOGIN), "our login");
    }

    @Override
    public TargetException ofVerification(SQLException e, String node) {
        return ofLogin(e, node, Optional.empty(), "the login");
    }

    @Override
    public TargetException ofStatement(SQLException e, String what, String node) {
        String code = code(e);
        Optional<Reason> reason =
                spokenByServer(e) ? STATEMENTS.reason(code, Optional.of(Reason.OTHER)) : Optional.empty();
        return reason.<TargetException>map(why -> new Refused(why, code, sentence(why, what) + " (" + code + ")", node))
                .orElseGet(() -> new Unanswered(code, "the connection or the server failed during " + what, node));
    }

    private static TargetException ofLogin(SQLException e, String node, Optional<Reason> ours, String whose) {
        String code = code(e);
        Optional<TargetException> tls = tlsTrouble(e, Endpoints.parse(node));
        if (tls.isPresent()) {
            return tls.orElseThrow();
        }
        Optional<Reason> reason = spokenByServer(e) ? LOGINS.reason(code, Optional.empty()) : Optional.empty();
        if (reason.isEmpty()) {
            return new Unanswered(code, "the server did not answer " + whose, node);
        }
        String why = switch (code) {
            case WRONG_PASSWORD -> "the server refused " + whose;
            case "28000" ->
                "the server lets " + whose + " in from nowhere or not from here: NOLOGIN, or no line of"
                        + " pg_hba.conf";
            case NOT_PERMITTED -> whose + " has no right to CONNECT to the database";
            case "3D000" -> "the database of the connection does not exist";
            default -> "the server did not look at " + whose + ": it is starting, stopping, or has too many clients";
        };
        boolean verdict = reason.orElseThrow() != Reason.BUSY;
        return new Refused(
                verdict ? ours.orElse(reason.orElseThrow()) : Reason.BUSY, code, why + " (" + code + ")", node);
    }

    private static Optional<TargetException> tlsTrouble(SQLException e, Endpoint peer) {
        Optional<SSLException> handshake = Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(16)
                .flatMap(cause -> cause instanceof SSLException tls ? Stream.of(tls) : Stream.empty())
                .findFirst();
        if (handshake.filter(tls -> !TlsFailure.isSilence(tls)).isPresent()) {
            String why = TlsFailure.sentence(handshake.orElseThrow(), peer);
            return Optional.of(new Refused(Reason.ADMIN_LOGIN, "TLS", why, peer.toString()));
        }
        boolean refused = handshake.isEmpty() && !spokenByServer(e) && code(e).equals(NO_TLS);
        return refused
                ? Optional.of(new Refused(
                        Reason.ADMIN_LOGIN,
                        "TLS",
                        "the server does not offer TLS; switch it on there (ssl = on), or switch sslEnabled off",
                        peer.toString()))
                : Optional.empty();
    }

    private static String sentence(Reason reason, String what) {
        return switch (reason) {
            case NOT_PERMITTED -> "our role has no right to run " + what;
            case NO_SUCH_ACCOUNT -> what + " names a role that does not exist";
            case POLICY -> "a rule of the server does not allow this password, or verifiers in place of passwords";
            case WRONG_NODE -> "the server is a standby, or read-only, and takes no changes now";
            case BUSY -> "the server could not carry out " + what + " now and undid it";
            case UNSUPPORTED -> "the server does not know " + what;
            default -> "the server did not accept " + what;
        };
    }

    /// The client library's own troubles have no message of the server in them.
    private static boolean spokenByServer(SQLException e) {
        return e instanceof PSQLException spoken && spoken.getServerErrorMessage() != null;
    }

    private static String code(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "CLIENT" : state;
    }
}
