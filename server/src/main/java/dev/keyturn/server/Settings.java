// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import dev.keyturn.server.data.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks settings up, an option before its environment variable, and collects faults. An empty variable is none.
final class Settings {
    private final Map<String, String> options;
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    Settings(Map<String, String> options, Map<String, String> environment) {
        this.options = Map.copyOf(options);
        this.environment = Map.copyOf(environment);
    }

    void refuseUnknownOptions() {
        options.keySet().stream()
                .filter(name -> !ServerConfig.OPTIONS.contains(name) && !ServerConfig.FLAGS.contains(name))
                .sorted()
                .forEach(name -> fault("There is no option --%s.".formatted(name)));
    }

    Optional<String> value(String option, String variable) {
        return Optional.ofNullable(options.get(option)).or(() -> environment(variable));
    }

    Optional<String> environment(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    boolean flag(String option, String variable) {
        var given = options.get(option);
        return given == null ? flag(variable) : parseFlag("--" + option, given);
    }

    boolean flag(String variable) {
        return environment(variable).map(text -> parseFlag(variable, text)).orElse(false);
    }

    private boolean parseFlag(String name, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            fault("%s is neither true nor false.".formatted(name));
        }
        return text.equals("true");
    }

    /// A secret from a variable, or from the file that another variable names.
    Optional<String> secret(String variable, String fileVariable) {
        var direct = environment(variable);
        var file = environment(fileVariable);
        if (direct.isPresent() && file.isPresent()) {
            fault("%s and %s are both given. Give one of them.".formatted(variable, fileVariable));
        }
        return direct.or(() -> file.flatMap(name -> read(fileVariable, Path.of(name))));
    }

    private Optional<String> read(String variable, Path file) {
        try {
            var text = Files.readString(file).strip();
            if (text.isEmpty()) {
                fault("The file %s of %s is empty.".formatted(file, variable));
                return Optional.empty();
            }
            return Optional.of(text);
        } catch (IOException e) {
            fault("The file %s of %s cannot be read: %s.".formatted(file, variable, Reasons.of(e)));
            return Optional.empty();
        }
    }

    void fault(String sentence) {
        faults.add(sentence);
    }

    void throwIfFaulty() {
        if (!faults.isEmpty()) {
            throw new ConfigRefused(faults);
        }
    }
}
