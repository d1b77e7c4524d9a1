// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

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

/// The tables of error codes of `engines.md` §5 and §6.
///
/// MariaDB produced in a test: 1045, 4150, 4151, 1820, 1044, 1049, 1040, 1227, 1142, 1095, 1396 with 1819,
/// 1290 and 1410, 1290 of a read-only server, and 1064. Unproven, from the documentation: 3118, 3955, 1862
/// and 3638, 3891 to 3895 of MySQL; 1129, 1130, 1203, 1226, 1251, 1524; 1836, 1047, 1205, 1213; the codes of
/// lost connections.
final class MySqlVerdicts implements Verdicts {

    static final String WRONG_PASSWORD = "1045";
    static final String NO_SUCH_ACCOUNT = "1396";
    static final String BLOCKED = "4150";
    static final String NO_SUCH_SESSION = "1094";
    static final String EXPIRED = "1820";
    static final String READ_ONLY = "1290";
    static final String NOT_PERMITTED = "1227";
    static final String KILL_DENIED = "1095";
    static final String IS_DEFINER = "4006";

    private static final int FIRST_OF_SERVER = 1000;

    /// The client library's own no: a password would have to go over a connection without TLS.
    private static final List<String> NEEDS_TLS = List.of("S1009", "S1010");

    private static final CodeTable LOGINS = new CodeTable(
            Map.of(
                    Reason.WRONG_PASSWORD, List.of(WRONG_PASSWORD),
                    Reason.ACCOUNT, List.of("3118", "4151", "1820", "1862", "1044", "1049", "1130", "1698"),
                    Reason.LOCKED_OUT, List.of("3955", BLOCKED, "1129"),
                    Reason.UNSUPPORTED, List.of("1251", "1524", "2059"),
                    Reason.BUSY, List.of("1040", "1203", "1226", "1053", "1047")),
            List.of());

    private static final CodeTable STATEMENTS = new CodeTable(
            Map.of(
                    Reason.NOT_PERMITTED, List.of("1227", "1142", "1143", "1044", "1095", "1370", "3891", "3892"),
                    Reason.NO_SUCH_ACCOUNT, List.of(NO_SUCH_ACCOUNT, "1410", "1133"),
                    Reason.POLICY, List.of("1819", "3638"),
                    Reason.ACCOUNT, List.of(EXPIRED, "1862"),
                    Reason.WRONG_NODE, List.of(READ_ONLY, "1836"),
                    Reason.UNSUPPORTED, List.of("1064", "1235", "1295", "1524", "3894", "3895"),
                    Reason.BUSY, List.of("1205", "1213", "1040", "1203", "1226", "1047")),
            List.of("2006", "2013", "1053", "1927", "1317", "1969", "3024", "1080", "1152", "1158", "1159", "1160"));

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

    /// MariaDB answers 1396 to nearly everything; the warnings of the same connection say why.
    static Refused explained(Refused refused, List<String> warnings, String what) {
        if (warnings.contains("1819")) {
            return anew(refused, Reason.POLICY, "1819", "the server's password policy does not allow this password");
        } else if (warnings.contains(READ_ONLY)) {
            return anew(
                    refused,
                    Reason.POLICY,
                    READ_ONLY,
                    "the server takes no hashes: a password plugin is loaded and strict_password_validation is on;"
                            + " run SET GLOBAL strict_password_validation = OFF;");
        }
        return anew(
                refused,
                Reason.NO_SUCH_ACCOUNT,
                NO_SUCH_ACCOUNT,
                what + " was refused: the account does not exist, or the server did not say why");
    }

    private static Refused anew(Refused refused, Reason reason, String code, String why) {
        return new Refused(reason, code, why + " (" + code + ")", refused.node().orElse(""));
    }

    private static TargetException ofLogin(SQLException e, String node, Optional<Reason> ours, String whose) {
        String code = code(e);
        Optional<TargetException> tls = tlsTrouble(e, Endpoints.parse(node), ours, whose);
        if (tls.isPresent()) {
            return tls.orElseThrow();
        }
        Optional<Reason> reason = spokenByServer(e) ? LOGINS.reason(code, Optional.empty()) : Optional.empty();
        if (reason.isEmpty()) {
            return new Unanswered(code, "the server did not answer " + whose, node);
        }
        Reason why = reason.orElseThrow();
        boolean verdict = !why.isNoVerdict();
        return new Refused(
                verdict ? ours.orElse(why) : why, code, loginSentence(why, code, whose) + " (" + code + ")", node);
    }

    private static String loginSentence(Reason reason, String code, String whose) {
        return switch (code) {
            case WRONG_PASSWORD -> "the server refused " + whose;
            case "1044" -> whose + " has no right to the database of the connection";
            case "1049" -> "the database of the connection does not exist";
            case "1130" -> "the server has no account that " + whose + " could be from our host";
            case "1129" -> "the server blocks our host after broken connections; run FLUSH HOSTS;";
            case EXPIRED, "1862" -> "the password of " + whose + " has expired";
            case "1698" -> whose + " does not use a password";
            default ->
                switch (reason) {
                    case LOCKED_OUT -> "the account of " + whose + " is blocked after failed logins";
                    case ACCOUNT -> "the account of " + whose + " is locked";
                    case UNSUPPORTED ->
                        "the account of " + whose + " uses an authentication plugin that is not supported here";
                    default -> "the server did not look at " + whose + ": it is stopping, or has too many clients";
                };
        };
    }

    private static Optional<TargetException> tlsTrouble(
            SQLException e, Endpoint peer, Optional<Reason> ours, String whose) {
        Optional<SSLException> handshake = Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(16)
                .flatMap(cause -> cause instanceof SSLException tls ? Stream.of(tls) : Stream.empty())
                .findFirst();
        if (handshake.filter(tls -> !TlsFailure.isSilence(tls)).isPresent()) {
            String why = TlsFailure.sentence(handshake.orElseThrow(), peer);
            return Optional.of(new Refused(Reason.ADMIN_LOGIN, "TLS", why, peer.toString()));
        }
        if (NEEDS_TLS.contains(String.valueOf(e.getSQLState()))) {
            String why = "the server wants the password itself of " + whose
                    + ", which goes over TLS only; switch sslEnabled on";
            return Optional.of(new Refused(ours.orElse(Reason.UNSUPPORTED), "TLS", why, peer.toString()));
        }
        boolean refused = e.getCause() == null
                && !spokenByServer(e)
                && String.valueOf(e.getSQLState()).equals("08000");
        return refused
                ? Optional.of(new Refused(
                        Reason.ADMIN_LOGIN,
                        "TLS",
                        "the server does not offer TLS; give it a certificate (ssl_cert, ssl_key), or switch sslEnabled"
                                + " off",
                        peer.toString()))
                : Optional.empty();
    }

    private static String sentence(Reason reason, String what) {
        return switch (reason) {
            case NOT_PERMITTED -> "our user has no right to run " + what;
            case NO_SUCH_ACCOUNT -> what + " names an account that does not exist";
            case POLICY -> "a rule of the server does not allow this password";
            case ACCOUNT -> "the password has expired; run ALTER USER … PASSWORD EXPIRE NEVER";
            case WRONG_NODE -> "the server is read-only and takes no changes now";
            case BUSY -> "the server could not carry out " + what + " now";
            case UNSUPPORTED -> "the server does not know " + what + ", or not for this account";
            default -> "the server did not accept " + what;
        };
    }

    /// The client library's own troubles have no number of the server.
    private static boolean spokenByServer(SQLException e) {
        return e.getErrorCode() >= FIRST_OF_SERVER;
    }

    private static String code(SQLException e) {
        String state = e.getSQLState();
        return spokenByServer(e) ? String.valueOf(e.getErrorCode()) : state == null ? "CLIENT" : state;
    }
}
