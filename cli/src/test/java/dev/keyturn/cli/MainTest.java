// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void help_and_version_are_done() {
        assertThat(Main.run("--help")).isZero();
        assertThat(Main.run("--version")).isZero();
    }

    @Test
    void no_command_or_an_unknown_one_is_wrong_usage() {
        assertThat(Main.run()).isEqualTo(2);
        assertThat(Main.run("turn-everything")).isEqualTo(2);
        assertThat(Main.run("--no-such-option")).isEqualTo(2);
    }
}
