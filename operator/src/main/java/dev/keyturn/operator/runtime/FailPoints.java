// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Places at which the process dies as if it had been killed, so that every crash of contract §12.3 can be had at will:
/// `KEYTURN_OPERATOR_FAILPOINT` names one. Where nobody names any, nothing is done.
public final class FailPoints {
    /// The variable.
    public static final String VARIABLE = "KEYTURN_OPERATOR_FAILPOINT";

    private static final Logger LOG = LoggerFactory.getLogger(FailPoints.class);
    private static final int KILLED = 137;
    private static final Optional<String> ARMED = Optional.ofNullable(System.getenv(VARIABLE));

    private FailPoints() {}

    /// Does not return if this is the place.
    public static void reached(String place) {
        if (ARMED.filter(place::equals).isPresent()) {
            LOG.atWarn().addKeyValue("place", place).log("dies here, as " + VARIABLE + " asks for");
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
