// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "/, /, true",
        "/, /a, false",
        "/**, /, true",
        "/**, /a/b, true",
        "/a/**, /a, true",
        "/a/**, /a/b/c, true",
        "/a/**, /ab, false",
        "/a/**, /b/a, false",
        "/*, /a, true",
        "/*, /a/b, false",
        "/*, /, true",
        "/*/b, /a/b, true",
        "/*/b, /a/c/b, false",
        "/**/b, /a/c/b, true",
        "/a?, /ab, true",
        "/a?, /a, false",
        "/a?b, /a/b, false",
        "/team-*/x, /team-red/x, true",
        "dev*, dev-2, true",
        "**, /a/b, true",
    })
    void matches_paths(String pattern, String path, boolean matches) {
        assertThat(Glob.parse(pattern).orElseThrow().matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/{a,b}", "/[ab]", "!/a", "/a b", "/a\u0000", "/+(a)"})
    void refuses_what_it_would_not_do(String pattern) {
        assertThat(Glob.parse(pattern)).isEmpty();
    }

    @Test
    @Timeout(5)
    void does_not_take_long_for_a_pattern_of_many_stars() {
        var pattern = Glob.parse("*a".repeat(100)).orElseThrow();

        assertThat(pattern.matches("a".repeat(2_000) + "b")).isFalse();
    }
}
