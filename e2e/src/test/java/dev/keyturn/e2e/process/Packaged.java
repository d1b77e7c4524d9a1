// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.process;

import dev.keyturn.testkit.process.RunningProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The packaged command, as `./keyturn` starts it once it is built.
public final class Packaged {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .normalize()
            .resolveSibling("");
    private static final Path JAR = ROOT.resolve("cli/target/keyturn/keyturn.jar");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    // the first compiler only: these processes live for seconds
    private static final List<String> QUICK = List.of(JAVA.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final StartCache CACHE = new StartCache(ROOT.resolve("e2e/target/keyturn.aot"), JAR, QUICK);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Packaged() {}

    /// How a command ended, and everything it said.
    public record Ended(int exitCode, List<String> output) {

        public String text() {
            return String.join("\n", output);
        }
    }

    /// The root of the source tree.
    public static Path root() {
        return ROOT;
    }

    public static Path java() {
        return JAVA;
    }

    /// Runs the command until it ends by itself; one that does not is killed and fails the test.
    public static Ended run(Map<String, String> environment, String... arguments) {
        return await(start(environment, List.of(arguments)));
    }

    static RunningProcess start(Map<String, String> environment, List<String> arguments) {
        return RunningProcess.start("keyturn", command(environment, arguments));
    }

    static Ended await(RunningProcess process) {
        try (process) {
            if (!process.endsWithin(PATIENCE)) {
                throw new AssertionError("keyturn did not end within " + PATIENCE + ": " + process.log());
            }
            return new Ended(process.exitCode(), process.log());
        }
    }

    /// Nothing of the caller's own settings reaches the process.
    private static ProcessBuilder command(Map<String, String> environment, List<String> arguments) {
        if (!Files.isRegularFile(JAR)) {
            throw new IllegalStateException(JAR + " is missing: build it with ./mvnw -pl cli -am -DskipTests package");
        }
        List<String> words = new ArrayList<>(QUICK);
        words.addAll(List.of(CACHE.option(), "-jar", JAR.toString()));
        words.addAll(arguments);
        var builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> name.startsWith("KEYTURN_"));
        builder.environment().putAll(environment);
        return builder;
    }
}
