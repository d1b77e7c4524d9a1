// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerException;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.Verdicts;
import dev.keyturn.targets.net.Endpoints;
import dev.keyturn.targets.net.TlsFailure;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// The tables of error numbers of `engines.md` §7.
///
/// A test has the wire double send every number of them, which proves how each is sorted. Which of them a real server
/// sends, and when, is from the documentation: unproven.
final class SqlServerVerdicts implements Verdicts {

    static final int WRONG_PASSWORD = 18456;
    static final int NO_SUCH_OR_DENIED = 15151;
    static final int NOT_ACTIVE = 6106;
    static final int NO_DATABASE = 4060;

    private static final Set<Integer> UNANSWERED = Set.of(-2, 64, 121, 233, 596, 6005, 10053, 10054, 10060);
    private static final Set<Integer> WRONG_NODE = Set.of(976, 978, 983, 3906);
    private static final Set<Integer> LOCKED_OUT = Set.of(15113, 18486);
    private static final Set<Integer> BUSY = Set.of(
            922, 924, 927, 952, 1205, 1222, 10928, 10929, 17142, 17189, 18401, 18451, 18461, 40501, 40613, 49918, 49919,
            49920);

    private static final Map<Reason, Set<Integer>> LOGINS = Map.of(
            Reason.WRONG_PASSWORD, Set.of(WRONG_PASSWORD),
            Reason.ACCOUNT, Set.of(916, 942, NO_DATABASE, 4064, 17892, 18452, 18470, 18487, 18488),
            Reason.LOCKED_OUT, LOCKED_OUT,
            Reason.WRONG_NODE, WRONG_NODE,
            Reason.BUSY, BUSY);

    private static final Map<Reason, Set<Integer>> STATEMENTS = Map.of(
            Reason.NOT_PERMITTED, Set.of(229, 262, 297, 300, 371, 6102, NO_SUCH_OR_DENIED, 15247),
            Reason.NO_SUCH_ACCOUNT, Set.of(15007),
            Reason.POLICY, Set.of(15114, 15115, 15116, 15117, 15118, 15119, 18463, 18464, 18465, 18466, 18467, 18468),
            Reason.UNSUPPORTED, Set.of(15006, 33233, 33234),
            Reason.LOCKED_OUT, LOCKED_OUT,
            Reason.WRONG_NODE, WRONG_NODE,
            Reason.BUSY, Stream.concat(BUSY.stream(), Stream.of(15023, 15025)).collect(Collectors.toUnmodifiableSet()));

    @Override
    public TargetException ofAdminLogin(SQLException e, String node) {
        return ofLogin(e, node, true);
    }

    @Override
    public TargetException ofVerification(SQLException e, String node) {
        return ofLogin(e, node, false);
    }

    @Override
    public TargetException ofStatement(SQLException e, String what, String node) {
        Optional<Integer> number = spokenByServer(e);
        if (number.isEmpty() || UNANSWERED.contains(number.orElseThrow())) {
            return new Unanswered(code(e), "the connection or the server failed during " + what, node);
        }
        Reason reason = reason(STATEMENTS, number.orElseThrow()).orElse(Reason.OTHER);
        String code = String.valueOf(number.orElseThrow());
        return new Refused(reason, code, sentence(reason, what) + " (" + code + ")", node);
    }

    private static TargetException ofLogin(SQLException e, String node, boolean ours) {
        String whose = ours ? "our login" : "the login";
        Optional<TargetException> tls = tlsTrouble(e, Endpoints.parse(node));
        if (tls.isPresent()) {
            return tls.orElseThrow();
        }
        Optional<Reason> reason = spokenByServer(e).flatMap(number -> reason(LOGINS, number));
        if (reason.isEmpty()) {
            return new Unanswered(
                    code(e),
                    "the server did not answer " + whose
                            + "; if it stays silent, check the port, and whether it offers the encryption that"
                            + " sslEnabled asks for",
                    node);
        }
        int number = spokenByServer(e).orElseThrow();
        boolean verdict = !reason.orElseThrow().isNoVerdict() || number == LOCKED_OUT_LOGIN;
        return new Refused(
                ours && verdict ? Reason.ADMIN_LOGIN : reason.orElseThrow(),
                String.valueOf(number),
                sentence(number, reason.orElseThrow(), whose) + " (" + number + ")",
                node);
    }

    private static final int LOCKED_OUT_LOGIN = 18486;

    private static String sentence(int number, Reason reason, String whose) {
        return switch (number) {
            case WRONG_PASSWORD -> "the server refused " + whose;
            case NO_DATABASE, 916, 942 ->
                whose + " may not open the database of the connection, or it is not there; run CREATE USER in it, FOR"
                        + " LOGIN this one";
            case 4064 -> "the default database of " + whose + " cannot be opened";
            case 18452 -> "the server takes Windows logins only; switch SQL Server authentication on there";
            case 18470 -> whose + " is disabled";
            case 18487 -> "the password of " + whose + " has expired";
            case 18488 -> "the password of " + whose + " has to be changed at the next login";
            case 17892 -> "a logon trigger keeps " + whose + " out";
            default ->
                switch (reason) {
                    case LOCKED_OUT -> whose + " is locked out after failed logins";
                    case WRONG_NODE -> "the database takes no clients on this replica";
                    default ->
                        "the server did not look at " + whose + ": it is starting, stopping, or has too many clients";
                };
        };
    }

    private static String sentence(Reason reason, String what) {
        return switch (reason) {
            case NOT_PERMITTED -> "our login has no right to run " + what + ", or what it names does not exist";
            case NO_SUCH_ACCOUNT -> what + " names a login that does not exist";
            case POLICY -> "the password policy of the server does not allow this password";
            case LOCKED_OUT -> "the account is locked out after failed logins";
            case WRONG_NODE -> "the database is a secondary replica, or read-only, and takes no changes now";
            case BUSY -> "the server could not carry out " + what + " now and undid it";
            case UNSUPPORTED -> "the server cannot do " + what + " for this account";
            default -> "the server did not accept " + what;
        };
    }

    private static Optional<TargetException> tlsTrouble(SQLException e, Endpoint peer) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(16)
                .flatMap(cause -> cause instanceof SSLException tls ? Stream.of(tls) : Stream.empty())
                .findFirst()
                .filter(handshake -> !TlsFailure.isSilence(handshake))
                .map(handshake ->
                        new Refused(Reason.ADMIN_LOGIN, "TLS", TlsFailure.sentence(handshake, peer), peer.toString()));
    }

    private static Optional<Reason> reason(Map<Reason, Set<Integer>> table, int number) {
        return table.entrySet().stream()
                .filter(line -> line.getValue().contains(number))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The number of the server's error; empty for the client library's own troubles.
    private static Optional<Integer> spokenByServer(SQLException e) {
        return e instanceof SQLServerException spoken && spoken.getSQLServerError() != null
                ? Optional.of(spoken.getErrorCode())
                : Optional.empty();
    }

    private static String code(SQLException e) {
        String state = e.getSQLState();
        return spokenByServer(e).map(String::valueOf).orElse(state == null ? "CLIENT" : state);
    }
}
