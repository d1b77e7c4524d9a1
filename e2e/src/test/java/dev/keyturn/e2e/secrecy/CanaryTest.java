// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The search itself can fail: it finds what was planted.
class CanaryTest {

    private static final String SECRET = "t0p+s3cr3t/\"quoted\" wörd";

    static Stream<String> guises() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                SECRET,
                "t0p+s3cr3t/\\\"quoted\\\" wörd",
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8).toLowerCase(java.util.Locale.ROOT),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getEncoder().encodeToString(("u:" + SECRET + ",").getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encodeToString(("user " + SECRET + "\n\n").getBytes(StandardCharsets.UTF_8)),
                Base64.getMimeEncoder(400, new byte[] {'\n'})
                        .encodeToString(("ab" + SECRET).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("guises")
    void finds_a_planted_secret_in_every_guise(String guise) {
        byte[] trace = ("before " + guise + " after").getBytes(StandardCharsets.UTF_8);

        assertThat(Canary.of("planted", SECRET).seenIn(trace)).isPresent();
    }

    @Test
    void sees_nothing_where_nothing_is() {
        assertThat(Canary.of("planted", SECRET).seenIn("nothing here".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
