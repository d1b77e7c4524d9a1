// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.process;

import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.process.RunningProcess;
import dev.keyturn.testkit.process.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The classes of the packaged command as one start of the server has loaded and linked them (JEP 483): the many that
/// follow take them from a file. They run the same code; a Java that cannot use the file does without it.
///
/// Made by the first JVM of tests that needs it, and anew when the command is newer.
final class StartCache {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path file;
    private final Path jar;
    private final List<String> java;

    /// @param file where it is kept
    /// @param jar  of the command
    /// @param java with the options that each start has
    StartCache(Path file, Path jar, List<String> java) {
        this.file = file;
        this.jar = jar;
        this.java = List.copyOf(java);
    }

    /// The option that makes a start use it.
    synchronized String option() {
        try (var lock = FileChannel.open(
                        file.resolveSibling(file.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (!isFresh()) {
                make();
            }
            return "-XX:AOTCache=" + file;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not prepare " + file, e);
        }
    }

    private boolean isFresh() throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    private void make() throws IOException {
        Path folder = TemporaryFolder.create("keyturn-start");
        Path made = file.resolveSibling(file.getFileName() + ".made");
        var words = new ArrayList<>(java);
        words.addAll(List.of("-XX:AOTCacheOutput=" + made, "-jar", jar.toString(), "server"));
        words.addAll(List.of("--listen=127.0.0.1:0", "--data=" + folder.resolve("data")));
        try (var server = RunningProcess.start("keyturn, to learn from", new ProcessBuilder(words))) {
            boolean ready = server.awaitLine(line -> line.contains("Keyturn is ready at"), Deadline.in(PATIENCE))
                    .isPresent();
            var _ = ProcessHandle.of(server.pid()).map(ProcessHandle::destroy);
            if (!ready || !server.endsWithin(PATIENCE) || !Files.exists(made)) {
                throw new IllegalStateException("No cache was made: " + String.join("\n", server.log()));
            }
        }
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
