// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.process.Packaged;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `keyturn demo`, as a person tries it.
class DemoIT {

    /// The last line of §15.1.
    private static final Pattern LAST =
            Pattern.compile("rotations (\\d+), logins (\\d+), refused (\\d+), unreachable (\\d+)");

    @Test
    void ends_with_0_and_refuses_nobody() {
        var ended = Packaged.run(Map.of(), "demo", "--seconds", "8");

        assertThat(ended.exitCode()).as(ended.text()).isZero();
        var last = LAST.matcher(ended.output().getLast());
        assertThat(last.matches()).as(ended.text()).isTrue();
        assertThat(Integer.parseInt(last.group(1))).as("rotations").isGreaterThanOrEqualTo(2);
        assertThat(Integer.parseInt(last.group(2))).as("logins").isGreaterThan(100);
        assertThat(last.group(3)).as("refused").isEqualTo("0");
        assertThat(last.group(4)).as("unreachable").isEqualTo("0");
    }
}
