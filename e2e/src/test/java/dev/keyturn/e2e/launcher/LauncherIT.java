// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LauncherIT {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("");

    @TempDir
    Path folder;

    @Test
    void runs_the_packaged_command_and_hands_its_output_through() throws Exception {
        var ended = run(Map.of(), keyturn("--version"));

        assertThat(ended.code()).isZero();
        assertThat(ended.output()).startsWith("keyturn ").doesNotContain("not packaged");
        assertThat(ended.errors()).isEmpty();
    }

    @Test
    void hands_arguments_and_the_exit_code_through() throws Exception {
        var ended = run(Map.of(), keyturn("no such command", "*"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors()).contains("'no such command'").contains("'*'");
    }

    @Test
    void finds_a_jdk_where_java_home_names_none() throws Exception {
        var ended = run(
                Map.of("JAVA_HOME", folder.toString(), "HOME", homeWithAJdk().toString()), keyturn("--version"));

        assertThat(ended.code()).isZero();
    }

    @Test
    void says_in_one_line_that_a_jdk_is_missing() throws Exception {
        var search = Files.readString(ROOT.resolve(".mvn/jdk.sh"));
        var demanding = folder.resolve("jdk.sh");
        Files.writeString(demanding, search.replaceFirst("KEYTURN_JDK=\\d+", "KEYTURN_JDK=9999"));

        var ended = run(Map.of(), List.of("sh", demanding.toString()));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors().lines())
                .singleElement()
                .asString()
                .contains("9999")
                .contains("JAVA_HOME");
    }

    /// A home folder that keeps a JDK where IDEs put theirs, so that the search has one to find.
    private Path homeWithAJdk() throws IOException {
        var real = Path.of(System.getProperty("java.home"));
        var home = folder.resolve("home");
        var found = home.resolve(".jdks/found");
        Files.createDirectories(found.resolve("bin"));
        Files.copy(real.resolve("release"), found.resolve("release"));
        for (var tool : List.of("bin/java", "bin/javac")) {
            Files.writeString(found.resolve(tool), "#!/bin/sh\nexec \"" + real.resolve(tool) + "\" \"$@\"\n");
            Files.setPosixFilePermissions(found.resolve(tool), PosixFilePermissions.fromString("rwx------"));
        }
        return home;
    }

    private static List<String> keyturn(String... arguments) {
        return Stream.concat(Stream.of(ROOT.resolve("keyturn").toString()), Arrays.stream(arguments))
                .toList();
    }

    private Ended run(Map<String, String> environment, List<String> command) throws Exception {
        var output = folder.resolve("output");
        var errors = folder.resolve("errors");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        var code = builder.start().waitFor();
        return new Ended(code, Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
    }

    private record Ended(int code, String output, String errors) {}
}
