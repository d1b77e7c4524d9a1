// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.process.Packaged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A guide that does not do what it says is found.
class GuideTest {

    private static final List<String> SMALL = """
            # A guide
            ```yaml greeting.yaml
            text: hello
            ```
            Read it.
            ```bash
            kubectl create namespace small 2> /dev/null || true
            who=$(sed 's/text: //' greeting.yaml); echo "$who at $(date -u +%Y-%m-%dT%H:%M:%SZ)"
            ```
            ```text
            hello at 2026-01-01T00:00:00Z
            ```
            ```bash fails
            echo "$who again"; false
            ```
            ```text
            hello   again
            ```""".lines().toList();

    @TempDir
    private Path folder;

    @Test
    void the_blocks_run_in_one_shell_and_what_they_print_is_compared() {
        var guide = Guide.of(SMALL);

        assertThat(guide.namespace()).isEqualTo("small");
        assertThat(run(guide).differences(guide)).isEmpty();
    }

    @Test
    void another_output_is_reported_with_its_line() {
        var guide = Guide.of(SMALL).with(Map.of("hello   again", "good bye"));

        assertThat(run(guide).differences(guide))
                .singleElement()
                .asString()
                .contains("line 16 shows\ngood bye\nand printed was\nhello again");
    }

    @Test
    void a_command_that_fails_ends_the_run_and_so_does_one_that_does_not_fail_as_it_should() {
        var failing = Guide.of(SMALL).with(Map.of("```bash fails", "```bash"));
        var wellBehaved = Guide.of(SMALL).with(Map.of("; false", "; true"));

        assertThat(run(failing).differences(failing)).singleElement().asString().contains("ended wrongly at line 13");
        assertThat(run(wellBehaved).differences(wellBehaved))
                .singleElement()
                .asString()
                .contains("ended wrongly at line 13");
    }

    @Test
    void does_not_lose_what_is_read_after_the_shell_has_ended() {
        var guide = Guide.of(List.of("```bash", "seq 50000", "```"));

        assertThat(run(guide).outputs().values())
                .anySatisfy(lines -> assertThat(lines).contains("50000"));
    }

    @Test
    void what_is_another_at_each_run_is_the_same_behind_the_mask() {
        assertThat(Mask.of(List.of(
                        "orders-cache-0   10.98.0.7    12s  2026-11-22T00:01:02Z",
                        "UcIorUuZm7PNBTIpmz3RJpJR held for 84 ms by 0f3c2a1b-1111-2222-3333-444455556666 5m12s")))
                .containsExactly("orders-cache-0 ADDRESS AGE TIME", "PASSWORD held for N ms by UID AGE");
    }

    @Test
    void the_output_of_a_run_can_be_shown_instead() {
        var guide = Guide.of(SMALL).showing(Map.of(13, List.of("one", "two")));

        assertThat(guide.lines()).endsWith("```text", "one", "two", "```");
        assertThat(guide.blocks()).hasSameSizeAs(Guide.of(SMALL).blocks());
    }

    @Test
    void every_guide_is_well_formed_and_the_documentation_leads_to_it() throws IOException {
        Path docs = Packaged.root().resolve("docs");
        String index = Files.readString(docs.resolve("kubernetes.md"));

        for (String name : Guide.names()) {
            var guide = Guide.named(name);

            assertThat(guide.namespace()).as(name).isNotEmpty();
            assertThat(guide.blocks()).as(name).allMatch(each -> each.isCommands() || each.isFile() || each.isOutput());
            assertThat(guide.blocks().stream().filter(Block::isFile).map(Block::fileName))
                    .as(name)
                    .doesNotHaveDuplicates()
                    .allMatch(file -> file.endsWith(".yaml"));
            assertThat(index).contains("(guides/" + name + ")");
        }
    }

    private GuideRun run(Guide guide) {
        return GuideRun.of(guide, folder, Map.of(), UnaryOperator.identity());
    }
}
