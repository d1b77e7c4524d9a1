// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.database.HealthChecker;
import dev.keyturn.operator.provision.Conditions.Statement;
import dev.keyturn.operator.provision.HealthRound.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a look at the health of a database means for its conditions, and when the next one is.
///
/// @param title      of the database, for messages
/// @param generation of the database that was looked at
record HealthReport(String title, long generation, HealthChecker checker, Instant now) {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int PERIOD = 10;

    /// The conditions, in the order of the contract. What held goes on to hold until enough rounds found it wrong.
    ///
    /// @param failures rounds in a row that found something wrong, this one included
    Conditions conditions(Conditions before, Findings findings, int failures) {
        boolean tolerated = failures < checker.failureThreshold().orElse(1);
        Conditions after =
                said(before, DatabaseCondition.REPLICA_READY, findings.replicas(), tolerated, "All pods are ready");
        after = said(
                after,
                DatabaseCondition.ACCEPTING_CONNECTION,
                findings.accepting(),
                tolerated,
                "The published pair logs in through the service");
        after = said(
                after,
                DatabaseCondition.READY,
                findings.ready(),
                tolerated,
                "The published pair logs in on every node, and writes");
        return findings.isWell()
                ? said(after, DatabaseCondition.PROVISIONED, Optional.empty(), false, title + " is provisioned")
                : after;
    }

    /// A cluster that comes together is asked again at once, a node that refuses less and less often.
    Duration next(Findings findings, int failures) {
        Duration period = Duration.ofSeconds(checker.periodSeconds().orElse(PERIOD));
        if (findings.isWell()) {
            return period;
        }
        Duration soon = findings.forming() ? SOON : SOON.multipliedBy(Math.clamp(failures, 1, period.toSeconds()));
        return soon.compareTo(period) < 0 ? soon : period;
    }

    private Conditions said(
            Conditions before, DatabaseCondition which, Optional<String> wrong, boolean tolerated, String well) {
        boolean holds = wrong.isEmpty();
        if (!holds && tolerated && before.isTrue(which)) {
            return before;
        }
        return before.with(which, new Statement(holds, which.reason(holds), wrong.orElse(well), generation), now);
    }
}
