// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import org.slf4j.Logger;

/// A bug as it may be logged, without its message: type and stack tell where, and a message might quote a value.
public final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Unexpected(Throwable bug) {
        super(bug.getClass().getName());
        setStackTrace(bug.getStackTrace());
        if (bug.getCause() != null) {
            initCause(new Unexpected(bug.getCause()));
        }
    }

    public static Throwable of(Throwable bug) {
        return new Unexpected(bug);
    }

    static void log(Logger log, String requestId, Throwable bug) {
        log.atError()
                .addKeyValue("request", requestId)
                .setCause(new Unexpected(bug))
                .log("unexpected failure");
    }
}
