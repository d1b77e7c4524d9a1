// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.targets.redis.Answer.Failure;

/// What an error of the server means, by its first word alone (`engines.md` §3). The server's own text never leaves.
///
/// Produced by a real server in a test: `WRONGPASS`, `NOPERM`, `NOAUTH`, `ERR`. Taken from the
/// documentation: `LOADING`, `BUSY`, `MASTERDOWN`, `CLUSTERDOWN`, `TRYAGAIN`, `READONLY`, `DENIED`.
final class Verdict {

    private Verdict() {}

    /// Of a statement that changes or reads users.
    static Refused ofStatement(Failure failure, String statement, String node) {
        Reason reason = switch (failure.code()) {
            case "NOPERM" -> Reason.NOT_PERMITTED;
            case "NOAUTH", "WRONGPASS", "DENIED" -> Reason.ADMIN_LOGIN;
            case "READONLY" -> Reason.WRONG_NODE;
            default -> isBusy(failure) ? Reason.BUSY : Reason.OTHER;
        };
        String why = switch (reason) {
            case NOT_PERMITTED -> "our account has no right to run " + statement;
            case ADMIN_LOGIN -> "our login is no longer accepted";
            case WRONG_NODE -> "the node takes no changes now";
            case BUSY -> "the node cannot carry out " + statement + " now";
            default -> "the server did not accept " + statement;
        };
        return new Refused(reason, failure.code(), why + " (" + failure.code() + ")", node);
    }

    /// Of our own login. `WRONGPASS` is not asked here: the next login is tried first.
    static Refused ofAdminLogin(Failure failure, String node) {
        return switch (failure.code()) {
            case "DENIED" ->
                new Refused(
                        Reason.ADMIN_LOGIN,
                        failure.code(),
                        "the server runs in protected mode and takes connections from its own machine only (DENIED); set a password"
                                + " or `protected-mode no` there",
                        node);
            case "NOAUTH", "NOPERM" ->
                new Refused(
                        Reason.ADMIN_LOGIN,
                        failure.code(),
                        "the server refused our login (" + failure.code() + ")",
                        node);
            default -> noLogin(failure, node);
        };
    }

    /// Of a login that proves a credential.
    static Refused ofVerification(Failure failure, String node) {
        return failure.is("WRONGPASS")
                ? new Refused(Reason.WRONG_PASSWORD, failure.code(), "the login was refused (WRONGPASS)", node)
                : noLogin(failure, node);
    }

    private static Refused noLogin(Failure failure, String node) {
        return new Refused(
                Reason.BUSY,
                failure.code(),
                "the server did not look at the login (" + failure.code()
                        + "): it is starting, has too many clients or is older than" + " version 6",
                node);
    }

    private static boolean isBusy(Failure failure) {
        return switch (failure.code()) {
            case "LOADING", "BUSY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN" -> true;
            default -> false;
        };
    }
}
