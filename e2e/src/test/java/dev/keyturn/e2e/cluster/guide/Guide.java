// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.guide;

import dev.keyturn.e2e.process.Packaged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Markdown page whose fenced blocks are to be executed: `yaml FILE`, `bash` or `bash fails`, and `text` for what the
/// block before it printed.
record Guide(List<String> lines, List<Block> blocks) {

    private static final Path FOLDER = Packaged.root().resolve("docs/guides");
    private static final String FENCE = "```";
    private static final Pattern NAMESPACE = Pattern.compile("kubectl create namespace (\\S+)");

    Guide {
        lines = List.copyOf(lines);
        blocks = List.copyOf(blocks);
    }

    /// All that there are, by their paths below `docs/guides`.
    static List<String> names() {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Guide named(String name) {
        try {
            return of(Files.readAllLines(FOLDER.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes it in place of the one of this name.
    void writeAs(String name) {
        try {
            Files.write(FOLDER.resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Guide of(List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.startsWith(FENCE)) {
                int end = at + 1 + lines.subList(at + 1, lines.size()).indexOf(FENCE);
                blocks.add(new Block(
                        at + 1, List.of(line.substring(FENCE.length()).split(" ", -1)), lines.subList(at + 1, end)));
                at = end;
            }
        }
        return new Guide(lines, blocks);
    }

    /// The same guide, with other words in place of those: what this cluster has instead of what a reader would.
    Guide with(Map<String, String> replaced) {
        return of(lines.stream()
                .map(line -> replaced.entrySet().stream()
                        .reduce(line, (text, each) -> text.replace(each.getKey(), each.getValue()), (_, last) -> last))
                .toList());
    }

    /// The same guide, whose output is that of these blocks, by the lines of their commands.
    Guide showing(Map<Integer, List<String>> outputs) {
        List<String> shown = new ArrayList<>(lines);
        for (int i = blocks.size() - 1; i > 0; i--) {
            Block block = blocks.get(i);
            var printed = outputs.get(blocks.get(i - 1).line());
            if (block.isOutput() && printed != null) {
                var body =
                        shown.subList(block.line(), block.line() + block.body().size());
                body.clear();
                body.addAll(printed);
            }
        }
        return of(shown);
    }

    /// The namespace that it makes.
    String namespace() {
        return blocks.stream()
                .filter(Block::isCommands)
                .map(block -> NAMESPACE.matcher(block.text()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The guide makes no namespace"));
    }
}
