// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import dev.keyturn.testkit.process.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A Redis server program on this machine, with the version that it states itself.
public record RedisBinary(Path program, RedisVersion version, String origin) {

    /// System property: `embedded` (the default), `system`, or the path of a server program.
    public static final String CHOICE = "keyturn.redis";

    private static final Path SYSTEM = Path.of("/usr/bin/redis-server");
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)\\.(\\d+)");

    /// The program that the system property [#CHOICE] asks for.
    public static RedisBinary chosen() {
        String choice = System.getProperty(CHOICE, "embedded");
        return switch (choice) {
            case "embedded" -> embedded();
            case "system" ->
                system().orElseThrow(
                                () -> new IllegalStateException("-D" + CHOICE + "=system, but there is no " + SYSTEM));
            default -> at(Path.of(choice), "-D" + CHOICE);
        };
    }

    /// The program inside the Maven artifact, unpacked once for this JVM.
    public static RedisBinary embedded() {
        return Embedded.BINARY;
    }

    /// The program that the machine's packages have installed.
    public static Optional<RedisBinary> system() {
        return Files.isExecutable(SYSTEM) ? Optional.of(at(SYSTEM, "system")) : Optional.empty();
    }

    private static RedisBinary at(Path program, String origin) {
        return new RedisBinary(program, versionOf(program), origin);
    }

    private static RedisVersion versionOf(Path program) {
        try {
            var process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var matcher = VERSION.matcher(said);
            if (!matcher.find()) {
                throw new IllegalStateException(program + " --version did not state a version but: " + said.strip());
            }
            return new RedisVersion(number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not run " + program, e);
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    @Override
    public String toString() {
        return "Redis " + version + " (" + origin + ")";
    }

    /// Unpacks on first use.
    private static final class Embedded {

        static final RedisBinary BINARY = at(unpack(resource()), "embedded");

        private static String resource() {
            String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
            boolean arm = List.of("aarch64", "arm64").contains(arch);
            boolean intel = List.of("amd64", "x86_64").contains(arch);
            if (os.contains("linux") && intel) {
                return "/redis-server-6.2.6-v5-linux-amd64";
            } else if (os.contains("linux") && arm) {
                return "/redis-server-6.2.7-linux-arm64";
            } else if (os.contains("mac") && intel) {
                return "/redis-server-6.2.6-v5-darwin-amd64";
            } else if (os.contains("mac") && arm) {
                return "/redis-server-6.2.6-v5-darwin-arm64";
            }
            throw new IllegalStateException("There is no embedded Redis for " + os + " on " + arch
                    + "; install redis-server and name its path with -D" + CHOICE + "=PATH");
        }

        private static Path unpack(String resource) {
            try (InputStream packed = RedisBinary.class.getResourceAsStream(resource)) {
                if (packed == null) {
                    throw new IllegalStateException("The embedded Redis " + resource + " is not on the class path");
                }
                Path program = TemporaryFolder.create("keyturn-redis-program").resolve("redis-server");
                Files.copy(packed, program);
                if (!program.toFile().setExecutable(true)) {
                    throw new IllegalStateException(
                            "Could not make " + program + " executable; is its file system mounted noexec?");
                }
                return program;
            } catch (IOException e) {
                throw new UncheckedIOException("Could not unpack the embedded Redis", e);
            }
        }
    }
}
