// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.guide;

import dev.keyturn.testkit.process.Deadline;
import dev.keyturn.testkit.process.RunningProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One shell in a folder of its own that has executed the commands of a guide, block after block, until the last one or
/// the first that did not do what it should.
///
/// @param outputs what each block printed, by the line of the block
/// @param stopped where it ended too early, and why
record GuideRun(Map<Integer, List<String>> outputs, Optional<String> stopped) {

    private static final String MARK = "@@@ ";
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    /// @param folder where the guide's files are written
    /// @param environment of the shell
    /// @param fitted what this cluster can carry of a manifest
    static GuideRun of(Guide guide, Path folder, Map<String, String> environment, UnaryOperator<String> fitted) {
        write(guide, folder, fitted);
        var shell = new ProcessBuilder("bash", folder.resolve("guide.sh").toString())
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"));
        shell.environment().putAll(environment);
        try (var process = RunningProcess.start("guide", shell)) {
            boolean ended = process.endsWithin(PATIENCE);
            if (!ended) {
                process.kill();
            }
            // what it printed last may still be in the pipe
            var _ = process.awaitLine(_ -> false, Deadline.in(LAST_WORDS));
            return read(guide, process.log(), ended);
        }
    }

    private static void write(Guide guide, Path folder, UnaryOperator<String> fitted) {
        var script = new ArrayList<>(List.of("set -uE", "trap 'failed=$((failed + 1))' ERR"));
        try {
            for (Block block : guide.blocks()) {
                if (block.isFile()) {
                    Files.writeString(folder.resolve(block.fileName()), fitted.apply(block.text()));
                } else if (block.isCommands()) {
                    script.add("printf '\\n" + MARK + "%s\\n' " + block.line());
                    script.add("failed=0");
                    script.add(block.text());
                    script.add(block.mayFail() ? "[ $failed -gt 0 ] || exit 4" : "[ $failed -eq 0 ] || exit 3");
                }
            }
            script.add("printf '\\n" + MARK + "0\\n'");
            Files.write(folder.resolve("guide.sh"), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GuideRun read(Guide guide, List<String> log, boolean ended) {
        Map<Integer, List<String>> outputs = new LinkedHashMap<>();
        int at = 0;
        for (String line : log) {
            if (line.startsWith(MARK)) {
                at = Integer.parseInt(line.substring(MARK.length()));
                outputs.put(at, new ArrayList<>());
            } else if (!line.isBlank()) {
                outputs.computeIfAbsent(at, _ -> new ArrayList<>()).add(line.stripTrailing());
            }
        }
        int last = at;
        boolean finished = last == 0 && outputs.containsKey(0);
        return new GuideRun(
                outputs,
                finished
                        ? Optional.empty()
                        : guide.blocks().stream()
                                .filter(block -> block.line() == last)
                                .map(block -> (ended ? "ended wrongly at line " : "hung at line ") + last + ":\n"
                                        + block.text() + String.join("\n", outputs.getOrDefault(last, List.of())))
                                .findFirst()
                                .or(() -> Optional.of("did not begin: " + log)));
    }

    /// Where it printed something else than the guide shows, one text each.
    List<String> differences(Guide guide) {
        List<String> different = new ArrayList<>(stopped.stream().toList());
        for (int i = 1; i < guide.blocks().size(); i++) {
            Block shown = guide.blocks().get(i);
            Block commands = guide.blocks().get(i - 1);
            var printed = outputs.get(commands.line());
            if (shown.isOutput() && printed != null && !Mask.of(shown.body()).equals(Mask.of(printed))) {
                different.add("line " + shown.line() + " shows\n" + String.join("\n", Mask.of(shown.body()))
                        + "\nand printed was\n" + String.join("\n", Mask.of(printed)));
            }
        }
        return different;
    }
}
