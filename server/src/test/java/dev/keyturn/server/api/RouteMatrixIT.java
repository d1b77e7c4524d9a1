// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer.Answer;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Every route of the table, called by everyone who has no right to it. A route that is added is tried by
/// itself; if its path has a segment that is not known here, it fails until [MatrixWorld] says what stands
/// for it.
@TestInstance(Lifecycle.PER_CLASS)
class RouteMatrixIT {
    /// The only routes that need no token. Those of the console need a session instead, or are there to begin
    /// one.
    private static final Set<String> PUBLIC = Set.of(
            "POST /api/v1/auth/universal-auth/login",
            "POST /api/v1/auth/token/renew",
            "POST /api/v1/auth/token/revoke",
            "POST /api/v1/admin/bootstrap",
            "GET /api/status",
            "GET /livez",
            "GET /readyz",
            "GET /api/docs",
            "GET /api/docs/openapi.json");

    /// Change nothing that belongs to a project, so they are for everybody with a token.
    private static final Set<String> FOR_EVERYBODY =
            Set.of("POST /api/v1/auth/checkAuth", "POST /api/v1/projects", "POST /api/v2/workspace");

    private static final Set<Integer> REFUSALS = Set.of(401, 403, 404, 422);

    private MatrixWorld world;

    @BeforeAll
    void start() {
        world = new MatrixWorld();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void without_a_token_all_but_the_public_routes_answer_401() {
        var wrong = tried("", (route, answer) -> PUBLIC.contains(name(route)) != (answer.status() == 401));

        assertThat(wrong).isEmpty();
        assertThat(world.routes().stream().map(RouteMatrixIT::name)).containsAll(PUBLIC);
    }

    @Test
    void with_a_bad_token_all_but_the_public_routes_answer_403() {
        var wrong = tried(
                "not-a-token",
                (route, answer) -> PUBLIC.contains(name(route))
                        || (answer.status() == 403 && answer.text("/error").equals("TokenError")));

        assertThat(wrong).isEmpty();
    }

    @Test
    void whoever_belongs_to_another_project_sees_and_changes_nothing() {
        var before = world.snapshot();

        var wrong = tried(world.stranger(), this::isRefusal);

        assertThat(wrong).isEmpty();
        assertThat(world.snapshot()).isEqualTo(before);
    }

    @Test
    void a_member_without_access_sees_and_changes_nothing() {
        var before = world.snapshot();

        var wrong = tried(world.memberAs("no-access"), this::isRefusal);

        assertThat(wrong).isEmpty();
        assertThat(world.snapshot()).isEqualTo(before);
    }

    @Test
    void a_viewer_changes_nothing() {
        var before = world.snapshot();

        var wrong = tried(
                world.memberAs("viewer"),
                (route, answer) -> route.verb() == Verb.GET
                        ? answer.status() < 500
                        : PUBLIC.contains(name(route))
                                || FOR_EVERYBODY.contains(name(route))
                                || REFUSALS.contains(answer.status()));

        assertThat(wrong).isEmpty();
        assertThat(world.snapshot()).isEqualTo(before);
    }

    /// The tests above can fail: the same calls do something for who has the right to it.
    @Test
    void an_admin_is_let_through() {
        var reached = world.routes().stream()
                .filter(route -> route.verb() == Verb.GET && !PUBLIC.contains(name(route)))
                .filter(route ->
                        world.call(world.admin(), route, world.fullBody()).status() == 200)
                .map(RouteMatrixIT::name)
                .collect(Collectors.toSet());

        assertThat(reached).hasSizeGreaterThan(30);
        assertThat(world.elementsIn(
                        world.call(world.admin(), world.route("GET /api/v2/secret-rotations"), world.fullBody())
                                .response()
                                .body()))
                .isNotEmpty();
    }

    private boolean isRefusal(Route route, Answer answer) {
        var harmless = answer.status() == 200 || FOR_EVERYBODY.contains(name(route));
        return REFUSALS.contains(answer.status())
                || PUBLIC.contains(name(route))
                || (harmless && world.elementsIn(answer.response().body()).isEmpty());
    }

    /// Calls every route, with few and with all fields that a body may need, and returns what went wrong.
    private List<String> tried(String token, BiPredicate<Route, Answer> right) {
        var wrong = new ArrayList<String>();
        for (var route : world.routes()) {
            for (var body : List.of(world.sparseBody(), world.fullBody())) {
                var answer = world.call(token, route, body);
                if (answer.status() >= 500 && !name(route).equals("GET /readyz") || !right.test(route, answer)) {
                    wrong.add("%s: %d %s"
                            .formatted(
                                    name(route),
                                    answer.status(),
                                    answer.response().body()));
                }
            }
        }
        return wrong;
    }

    private static String name(Route route) {
        return route.verb() + " " + route.path();
    }
}
