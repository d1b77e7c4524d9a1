// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private static final Handler NOTHING = _ -> Reply.noContent();

    private final RouteTable table = new RouteTable(List.of(
            Route.of(Verb.GET, "/api/r/{type}", NOTHING),
            Route.of(Verb.GET, "/api/r/options", NOTHING),
            Route.of(Verb.GET, "/api/r/{type}/{id}", NOTHING)));

    private String find(String rawPath) {
        return table.find(Verb.GET, UriText.segments(rawPath))
                .map(match -> match.route().path() + " " + match.values())
                .orElse("none");
    }

    @Test
    void prefers_a_word_to_a_name() {
        assertThat(find("/api/r/options")).isEqualTo("/api/r/options {}");
        assertThat(find("/api/r/redis")).isEqualTo("/api/r/{type} {type=redis}");
    }

    @Test
    void drops_one_slash_at_the_end() {
        assertThat(find("/api/r/options/")).isEqualTo("/api/r/options {}");
        assertThat(find("/api/r/options//")).isEqualTo("none");
    }

    @Test
    void keeps_an_encoded_slash_inside_a_name() {
        assertThat(find("/api/r/A%2FB")).isEqualTo("/api/r/{type} {type=A/B}");
    }

    @Test
    void refuses_two_routes_that_are_the_same() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RouteTable(
                        List.of(Route.of(Verb.GET, "/a/{x}", NOTHING), Route.of(Verb.GET, "/a/{y}", NOTHING))));
    }
}
