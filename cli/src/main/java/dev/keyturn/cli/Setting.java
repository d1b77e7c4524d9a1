// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/// One line of the settings of a command that runs on: an option, the environment variable that it beats, and what
/// it means.
///
/// @param option   without its two hyphens
/// @param value    what stands after the option; empty for a flag
/// @param variable of the environment
/// @param fallback what holds where nothing is given, for people
record Setting(String option, Optional<String> value, String variable, String fallback, String meaning) {

    static Setting valued(String option, String value, String variable, String fallback, String meaning) {
        return new Setting(option, Optional.of(value), variable, fallback, meaning);
    }

    static Setting flag(String option, String variable, String fallback, String meaning) {
        return new Setting(option, Optional.empty(), variable, fallback, meaning);
    }

    OptionSpec spec() {
        var builder = OptionSpec.builder("--" + option)
                .description(meaning, "[%s; default: %s]".formatted(variable, fallback));
        return value.map(label -> builder.paramLabel(label).type(String.class).arity("1"))
                .orElseGet(() -> builder.type(boolean.class).arity("0"))
                .build();
    }
}
