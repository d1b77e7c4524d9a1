// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keyturn.server.RunningServer;
import dev.keyturn.server.docs.Shorthand.Fields;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class ApiDocumentTest {
    private final JsonNode document = ApiDocument.load().json();
    private RunningServer server;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RunningServer.start(folder);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void describes_every_route_and_nothing_else() {
        var described = new ArrayList<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(verb -> described.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(server.routes().stream()
                        .filter(route -> DescribedAnswers.isApi(route.path().toString()))
                        .map(route -> route.verb() + " " + route.path())
                        .toList());
    }

    @Test
    void refers_to_nothing_that_it_does_not_hold() {
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .isFalse());
    }

    @Test
    void gives_each_operation_an_id_of_its_own_and_a_summary() {
        assertThat(document.findValuesAsText("operationId")).doesNotHaveDuplicates();
        document.path("paths")
                .forEach(path -> path.forEach(operation ->
                        assertThat(operation.path("summary").asText()).isNotEmpty()));
    }

    @Test
    void is_answered_as_it_is() {
        var answer = server.call("", "GET", "/api/docs/openapi.json");

        assertThat(answer.json()).isEqualTo(document);
        assertThat(answer.text("/openapi")).startsWith("3.1");
    }

    @Test
    void is_shown_on_a_page_that_runs_nothing_and_loads_nothing() {
        HttpResponse<String> page = server.send("GET", "/api/docs", "");

        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<script", "javascript:", " style=", "http://", "https://");
        document.path("paths")
                .fieldNames()
                .forEachRemaining(path -> assertThat(page.body()).contains(path));
    }

    @Test
    void an_answer_that_is_not_described_is_found() {
        var wrong = server.send("GET", "/livez", "");

        assertThatThrownBy(() -> DescribedAnswers.check("GET", "/api/v1/projects", "", wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /api/v1/projects answering 200");
        assertThatThrownBy(() -> DescribedAnswers.check("PUT", "/livez", "", wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not described");
    }

    @Test
    void a_form_that_says_nothing_is_refused() {
        var nodes = JsonNodeFactory.instance;

        assertThatThrownBy(() -> Shorthand.schema(nodes.textNode("strnig"), Fields.OPEN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Shorthand.schema(nodes.textNode("a|b: which"), Fields.OPEN).toString())
                .isEqualTo("{\"type\":\"string\",\"enum\":[\"a\",\"b\"],\"description\":\"which\"}");
        assertThat(List.of(
                        Shorthand.schema(nodes.textNode("Folder[]?"), Fields.OPEN)
                                .toString(),
                        Shorthand.schema(nodes.objectNode().put("a?", "integer"), Fields.CLOSED)
                                .toString()))
                .containsExactly(
                        "{\"anyOf\":[{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/Folder\"}},{\"type\":\"null\"}]}",
                        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}},\"additionalProperties\":false}");
    }
}
