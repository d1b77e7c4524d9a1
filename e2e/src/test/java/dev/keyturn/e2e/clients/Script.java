// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.clients;

import dev.keyturn.e2e.process.Packaged;
import dev.keyturn.testkit.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A script of the source tree, run as a person runs it.
record Script(Path file, List<String> arguments, Map<String, String> environment) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static Script at(String path) {
        return new Script(Packaged.root().resolve(path), List.of(), Map.of());
    }

    Script with(String... further) {
        List<String> longer = new ArrayList<>(arguments);
        longer.addAll(List.of(further));
        return new Script(file, List.copyOf(longer), environment);
    }

    Script environment(String name, String value) {
        Map<String, String> larger = new HashMap<>(environment);
        larger.put(name, value);
        return new Script(file, arguments, Map.copyOf(larger));
    }

    /// Runs it to its end.
    Packaged.Ended run() {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("KEYTURN_"));
        builder.environment().putAll(environment);
        try (var process = RunningProcess.start(file.getFileName().toString(), builder)) {
            if (!process.endsWithin(PATIENCE)) {
                throw new AssertionError(file + " did not end within " + PATIENCE + ": " + process.log());
            }
            return new Packaged.Ended(process.exitCode(), process.log());
        }
    }
}
