// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

/// Keeps the statements of one transaction out of the server's own log and statistics, where a verifier would stay for
/// longer than it is anybody's. Only a superuser may.
final class Quiet {
    static final String SETTINGS = "SET LOCAL log_statement = 'none'; SET LOCAL log_min_error_statement = 'panic';"
            + " SET LOCAL log_min_duration_statement = -1; SET LOCAL pg_stat_statements.track_utility = 'off'; ";

    private Quiet() {}
}
