// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.LoginCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/failure-modes.md` has one row for each thing that can go wrong in the enumeration, and for nothing else.
class FailureModesTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|.*\\|.*\\|$");

    @Test
    void describes_every_crash_point_and_answer_that_is_enumerated_and_no_other() throws IOException {
        Set<String> described = described();

        Set<String> enumerated = enumerated();

        assertThat(described).containsExactlyInAnyOrderElementsOf(enumerated);
    }

    /// The names of everything that went wrong in short scripts.
    private static Set<String> enumerated() {
        Set<String> names = new ConcurrentSkipListSet<>();
        Tally tally = Tally.ofAll(
                run -> run.trace().stream().filter(FailureModesTest::isTrouble).forEach(names::add), names::add);
        new Plan()
                .answers(Worlds.all(), LoginCheck.HONEST, 2)
                .deaths(Worlds.all(), LoginCheck.HONEST, 1)
                .takeovers(Worlds.all(), LoginCheck.HONEST, 1)
                .outages(Worlds.all(), LoginCheck.HONEST, 1)
                .runOnce(tally);
        assertThat(tally.violations()).isEmpty();
        return new TreeSet<>(names);
    }

    private static boolean isTrouble(String effect) {
        return Effects.TROUBLE.matcher(effect).find();
    }

    private static Set<String> described() throws IOException {
        try (Stream<String> lines = Files.lines(root().resolve("docs").resolve("failure-modes.md"))) {
            return lines.map(ROW::matcher)
                    .filter(Matcher::matches)
                    .map(row -> row.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Path root() {
        return Stream.of(Path.of(""), Path.of(".."))
                .map(Path::toAbsolutePath)
                .filter(folder -> Files.exists(folder.resolve("mvnw")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("run it in the project or in core"));
    }
}
