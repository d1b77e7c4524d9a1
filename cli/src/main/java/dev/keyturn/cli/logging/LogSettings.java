// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.logging;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.event.Level;

/// What is logged, and how it looks.
public record LogSettings(Level level, LogFormat format) {

    public static final String LEVEL_VARIABLE = "KEYTURN_LOG_LEVEL";
    public static final String FORMAT_VARIABLE = "KEYTURN_LOG_FORMAT";

    /// Reads the two words; what is absent has its default.
    ///
    /// @param fault takes a sentence for each word that means nothing
    public static LogSettings read(Optional<String> level, Optional<String> format, Consumer<String> fault) {
        return new LogSettings(
                level.map(word ->
                                oneOf(Level.values(), Level.INFO, "--log-level (" + LEVEL_VARIABLE + ")", word, fault))
                        .orElse(Level.INFO),
                format.map(word -> oneOf(LogFormat.values(), LogFormat.PLAIN, FORMAT_VARIABLE, word, fault))
                        .orElse(LogFormat.PLAIN));
    }

    private static <T extends Enum<T>> T oneOf(
            T[] values, T fallback, String name, String word, Consumer<String> fault) {
        return Arrays.stream(values)
                .filter(value -> word(value).equals(word))
                .findFirst()
                .orElseGet(() -> {
                    List<String> words =
                            Arrays.stream(values).map(LogSettings::word).toList();
                    fault.accept("%s is \"%s\"; it can be %s.".formatted(name, word, String.join(", ", words)));
                    return fallback;
                });
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
