// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the compiled classes no longer show: the licence line, and how long a file is.
class SourcesTest {

    private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0";
    private static final int LONGEST_FILE = 400;

    @Test
    void every_source_has_its_licence_line_and_is_short_enough() throws IOException {
        var faults = new ArrayList<String>();
        for (var source : Codebase.sources()) {
            faults.addAll(faultsOf(source, Files.readAllLines(source)));
        }

        assertThat(Codebase.sources()).isNotEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void a_source_without_its_licence_line_and_one_too_long_are_reported() {
        var unlicensed = List.of("package dev.keyturn;");
        var endless = new ArrayList<>(List.of(LICENCE));
        endless.addAll(Collections.nCopies(LONGEST_FILE, ""));

        assertThat(faultsOf(Path.of("Unlicensed.java"), unlicensed))
                .singleElement()
                .asString()
                .contains("Unlicensed");
        assertThat(faultsOf(Path.of("Endless.java"), endless))
                .singleElement()
                .asString()
                .contains("401 lines");
    }

    private static List<String> faultsOf(Path source, List<String> lines) {
        var faults = new ArrayList<String>();
        if (lines.isEmpty() || !lines.getFirst().equals(LICENCE)) {
            faults.add(source + " does not begin with the line " + LICENCE);
        }
        if (lines.size() > LONGEST_FILE) {
            faults.add(source + " has " + lines.size() + " lines: find the second class in it");
        }
        return faults;
    }
}
