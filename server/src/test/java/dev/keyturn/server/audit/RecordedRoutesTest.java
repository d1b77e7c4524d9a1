// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer;
import dev.keyturn.server.http.Verb;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRoutesTest {
    /// These change nothing: they say whether a token is good, and what a run would do.
    private static final Set<String> CHANGES_NOTHING = Set.of(
            "POST /api/v1/auth/checkAuth",
            "POST /api/v2/secret-rotations/{type}/plan",
            "POST /api/v2/secret-rotations/{type}/preview",
            "POST /api/v2/secret-rotations/{type}/{id}/plan");

    /// Reads that say nothing about anybody.
    private static final Set<String> SAYS_NOTHING = Set.of(
            "GET /api/status",
            "GET /livez",
            "GET /readyz",
            "GET /api/docs",
            "GET /api/docs/openapi.json",
            "GET /api/v1/projects/{projectId}/rights",
            "GET /api/v2/secret-rotations/options",
            "GET /api/v1/app-connections/options",
            "GET /api/v1/app-connections/{app}/setup");

    @Test
    void whatever_is_not_told_to_the_audit_log_is_listed_here(@TempDir Path folder) {
        try (var server = RunningServer.start(folder)) {
            var silent = server.apiRoutes().stream()
                    .filter(route -> route.event().isEmpty())
                    .toList();

            assertThat(silent.stream().filter(route -> route.verb() != Verb.GET))
                    .extracting(route -> route.verb() + " " + route.path())
                    .containsExactlyInAnyOrderElementsOf(CHANGES_NOTHING);
            assertThat(silent.stream().filter(route -> route.verb() == Verb.GET))
                    .extracting(route -> route.verb() + " " + route.path())
                    .containsExactlyInAnyOrderElementsOf(SAYS_NOTHING);
        }
    }
}
