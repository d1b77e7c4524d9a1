// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {
    private static Input body(String json) {
        return Input.ofBody(Json.object(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Input query(String raw) {
        return Input.ofQuery(UriText.query(raw));
    }

    private static String refusal(Input input) {
        var error = catchThrowableOfType(ApiError.class, input::done);
        return new String(Json.write(error.reply("req-1").body().orElseThrow()), StandardCharsets.UTF_8);
    }

    @Test
    void collects_every_issue_in_the_order_of_reading() {
        var input = body("{\"name\":\"a_b\"}");

        input.text("name").slug().required();
        input.text("connectionId").uuid().required();

        assertThat(refusal(input)).isEqualTo("""
                        {"reqId":"req-1","statusCode":422,"message":[\
                        {"code":"custom","path":["name"],"message":"Not a slug"},\
                        {"code":"invalid_type","expected":"string","received":"undefined","path":["connectionId"],"message":"Required"}],\
                        "error":"ValidationFailure"}""");
    }

    @Test
    void names_the_path_of_a_field_inside_an_object() {
        var input = body("{\"parameters\":{\"passwordRequirements\":{\"length\":0}}}");

        input.object("parameters")
                .object("passwordRequirements")
                .integer("length")
                .between(1, 250)
                .required();

        assertThat(refusal(input))
                .contains("\"path\":[\"parameters\",\"passwordRequirements\",\"length\"]")
                .contains("\"code\":\"too_small\"")
                .contains("\"minimum\":1");
    }

    @Test
    void does_not_report_the_fields_of_an_object_that_is_missing() {
        var input = body("{}");

        input.object("parameters").text("username1").required();

        assertThat(refusal(input)).contains("[\"parameters\"]").doesNotContain("username1");
    }

    @Test
    void reports_a_list_element_by_its_index() {
        var input = body("{\"nodes\":[{\"host\":\"a\"},{\"host\":1}]}");

        input.objects("nodes").forEach(node -> node.text("host").required());

        assertThat(refusal(input)).contains("[\"nodes\",1,\"host\"]").contains("\"received\":\"number\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"My-Redis", "a_b", "a.b", "a b", "a--b", "-a", "a-", "a&b", "é", ""})
    void refuses_what_is_no_slug(String text) {
        var input = query("name=" + text.replace("&", "%26").replace(" ", "+"));

        input.text("name").slug().required();

        assertThatExceptionOfType(ApiError.class).isThrownBy(input::done);
    }

    @Test
    void takes_a_slug_of_64_characters_and_not_of_65() {
        var longest = body("{\"name\":\" %s \"}".formatted("a".repeat(64)));
        var tooLong = body("{\"name\":\"%s\"}".formatted("a".repeat(65)));

        var name = longest.text("name").slug().required();
        tooLong.text("name").slug().required();

        longest.done();
        assertThat(name).isEqualTo("a".repeat(64));
        assertThat(refusal(tooLong)).contains("too_big");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\u0000b", "\\ud800", "\\udc00x"})
    void refuses_texts_that_a_store_cannot_keep(String escaped) {
        var input = body("{\"name\":\"%s\"}".formatted(escaped));

        input.text("name").required();

        assertThat(refusal(input)).contains("NUL or an unpaired surrogate");
    }

    @Nested
    class Numbers {
        @ParameterizedTest
        @ValueSource(strings = {"2", "\"2\"", "2.0", "\" 2 \"", "2e0"})
        void coerces_what_javascript_would(String written) {
            var input = body("{\"n\":%s}".formatted(written));

            var number = input.coerced("n").required();

            input.done();
            assertThat(number).isEqualTo(2);
        }

        @Test
        void coerces_true_to_one() {
            var input = body("{\"n\":true}");

            assertThat(input.coerced("n").required()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.5", "\"x\"", "\"\"", "[]", "null", "1e400", "12345678901234567890"})
        void refuses_what_is_no_whole_number(String written) {
            var input = body("{\"n\":%s}".formatted(written));

            input.coerced("n").required();

            assertThatExceptionOfType(ApiError.class).isThrownBy(input::done);
        }

        @Test
        void truncates_where_fractions_are_accepted() {
            var input = body("{\"hours\":11.5}");

            assertThat(input.truncated("hours").between(0, 23).required()).isEqualTo(11);
        }

        @Test
        void refuses_a_text_where_numbers_are_not_coerced() {
            var input = body("{\"n\":\"2\"}");

            input.integer("n").required();

            assertThat(refusal(input)).contains("Expected number, received string");
        }
    }

    @Nested
    class Queries {
        @ParameterizedTest
        @ValueSource(strings = {"recursive=", "a=b&recursive", "", "recursive=&recursive="})
        void take_an_empty_flag_as_absent(String raw) {
            var input = query(raw);

            assertThat(input.flag("recursive").or(false)).isFalse();
            input.done();
        }

        @Test
        void refuse_a_flag_that_is_neither_true_nor_false() {
            var input = query("deleteSecrets=1");

            input.flag("deleteSecrets").or(false);

            assertThatExceptionOfType(ApiError.class).isThrownBy(input::done);
        }

        @Test
        void read_a_plus_as_a_space() {
            assertThat(query("secretPath=/a+b%2Bc").text("secretPath").required())
                    .isEqualTo("/a b+c");
        }

        @Test
        void know_both_spellings_of_a_field() {
            assertThat(query("workspaceId=7").text("projectId").required()).isEqualTo("7");
            assertThat(query("includeImports=true").flag("include_imports").or(false))
                    .isTrue();
            assertThat(query("directory=/a").text("path").required()).isEqualTo("/a");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a=%", "a=%f", "a=%zz", "a=%ff", "%c3=a"})
        void refuse_what_is_not_encoded_text(String raw) {
            assertThatExceptionOfType(ApiError.class).isThrownBy(() -> UriText.query(raw));
        }
    }

    @Nested
    class Patches {
        @Test
        void tell_missing_null_and_value_apart() {
            var input = body("{\"b\":null,\"c\":\"new\"}");

            var results = List.of(
                    input.text("a").patch().applyTo(Optional.of("old")),
                    input.text("b").patch().applyTo(Optional.of("old")),
                    input.text("c").patch().applyTo(Optional.of("old")));

            input.done();
            assertThat(results).containsExactly(Optional.of("old"), Optional.empty(), Optional.of("new"));
        }
    }

    @Nested
    class Bodies {
        @ParameterizedTest
        @ValueSource(strings = {"[]", "\"a\"", "{", "{\"a\":1,\"a\":2}", "{} {}", "{'a':1}", "nul", "1"})
        void are_refused_unless_one_json_object(String json) {
            assertThatExceptionOfType(ApiError.class).isThrownBy(() -> body(json));
        }

        @Test
        void are_refused_when_nested_deeper_than_64() {
            var deepest = "{\"a\":".repeat(64) + "1" + "}".repeat(64);

            assertThat(body(deepest).names()).containsExactly("a");
            assertThatExceptionOfType(ApiError.class).isThrownBy(() -> body("{\"a\":" + deepest + "}"));
        }

        @Test
        void are_refused_when_not_utf_8() {
            var latin = new byte[] {'{', '"', (byte) 0xe9, '"', ':', '1', '}'};

            assertThatExceptionOfType(ApiError.class).isThrownBy(() -> Json.object(latin));
        }

        @Test
        void do_not_show_their_content_in_the_error() {
            assertThatExceptionOfType(ApiError.class)
                    .isThrownBy(() -> body("{\"password\":\"canary\" canary}"))
                    .withMessageNotContaining("canary");
        }
    }
}
