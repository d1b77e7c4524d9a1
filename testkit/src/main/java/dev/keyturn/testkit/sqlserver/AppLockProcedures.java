// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.List;
import java.util.Map;

/// `sp_getapplock` and `sp_releaseapplock`, for locks that a session owns.
final class AppLockProcedures {

    private static final String LOCK = "sp_getapplock";
    private static final String RELEASE = "sp_releaseapplock";
    private static final int NOT_HELD = -999;
    private static final int CANCELLED = -2;

    private final Session session;

    AppLockProcedures(Session session) {
        this.session = session;
    }

    /// @return the procedure's status
    int call(Call call) throws SqlError {
        boolean releases = call.procedure().equals(RELEASE);
        if (!releases && !call.procedure().equals(LOCK)) {
            throw new SqlError(2812, 16, "Could not find stored procedure '" + call.procedure() + "'.");
        }
        Map<String, Datum> arguments = call.named(
                releases
                        ? List.of("@resource", "@lockowner")
                        : List.of("@resource", "@lockmode", "@lockowner", "@locktimeout"));
        need(arguments, "@lockowner", "session");
        if (!releases) {
            need(arguments, "@lockmode", "exclusive");
        }
        var resource = new AppLocks.Resource(session.database().name(), argument(arguments, "@resource"));
        AppLocks locks = session.instance().locks();
        try {
            return releases
                    ? locks.release(resource, session) ? 0 : NOT_HELD
                    : locks.acquire(resource, session, timeout(arguments));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return CANCELLED;
        }
    }

    private static void need(Map<String, Datum> arguments, String name, String value) throws SqlError {
        if (!argument(arguments, name).equalsIgnoreCase(value)) {
            throw new SqlError(
                    8114, 16, "This double locks for '" + value + "' only where " + name + " asks for something.");
        }
    }

    private static long timeout(Map<String, Datum> arguments) throws SqlError {
        try {
            return Long.parseLong(argument(arguments, "@locktimeout"));
        } catch (NumberFormatException _) {
            throw new SqlError(8114, 16, "@LockTimeout has to be a number of milliseconds.");
        }
    }

    private static String argument(Map<String, Datum> arguments, String name) {
        return arguments.getOrDefault(name, new Datum.Null()).text();
    }
}
