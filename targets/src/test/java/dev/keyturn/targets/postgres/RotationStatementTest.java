// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.InvalidStatement;
import dev.keyturn.core.target.Refused;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationStatementTest {

    private static final String NAME = "we\"ird';drop role x;--";
    private static final String CLEAR = "p'a\"s;s?\\w{}$1 &<>";

    @Nested
    class The_form_that_takes_a_verifier {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ALTER USER \"{{username}}\" WITH PASSWORD '{{password}}'",
                    "alter role {{username}} encrypted password '{{password}}' valid until 'infinity'",
                    "/* ours */ CREATE USER {{username}} PASSWORD {{password}};",
                    "-- it's ours; really\nALTER ROLE {{ username }} PASSWORD '{{ password }}'"
                })
        void gets_it(String template) throws Exception {
            var statement = RotationStatement.parse(template);

            assertThat(statement.showsPassword()).isFalse();
            assertThat(statement.render(values()))
                    .singleElement()
                    .asString()
                    .contains("'SCRAM$verifier'")
                    .contains("\"we\"\"ird';drop role x;--\"")
                    .doesNotContain("{{");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SELECT rotate('{{username}}', '{{password}}')",
                    "ALTER USER MAPPING FOR {{username}} SERVER s OPTIONS (SET password '{{password}}')",
                    "ALTER ROLE {{username}} PASSWORD 'x{{password}}'",
                    "DO $$ BEGIN EXECUTE format('ALTER ROLE %I PASSWORD %L', '{{username}}', '{{password}}'); END $$",
                    "ALTER ROLE {{username}} PASSWORD '{{password}}'; SELECT note('{{password}}')",
                    "ALTER DATABASE {{database}} SET x.{{username}} TO '{{password}}'"
                })
        void is_no_other_one(String template) throws Exception {
            assertThat(RotationStatement.parse(template).showsPassword()).isTrue();
        }
    }

    @Nested
    class Values {

        @Test
        void are_quoted_for_the_place_where_they_stand() throws Exception {
            assertThat(rendered("SELECT f('{{username}}', \"{{username}}\", {{username}}, '{{password}}', {{password}},"
                            + " E'{{password}}', {{database}})"))
                    .containsExactly("SELECT f('we\"ird'';drop role x;--', \"we\"\"ird';drop role x;--\","
                            + " \"we\"\"ird';drop role x;--\", 'p''a\"s;s?\\w{}$1 &<>', 'p''a\"s;s?\\w{}$1 &<>',"
                            + " E'p''a\"s;s?\\\\w{}$1 &<>', \"bill\"\"ing\")");
        }

        @Test
        void never_split_a_statement() throws Exception {
            assertThat(rendered("SELECT ';', \";\", $x$;$x$ /* ; */ -- ;\n, '{{password}}'; ; SELECT '{{username}}';"))
                    .hasSize(2)
                    .last()
                    .asString()
                    .isEqualTo(" SELECT 'we\"ird'';drop role x;--'");
        }

        @Test
        void stand_in_code_between_dollar_quotes_as_in_code() throws Exception {
            assertThat(rendered("DO $do$ BEGIN PERFORM f('{{password}}'); PERFORM g({{username}}); END $do$"))
                    .containsExactly("DO $do$ BEGIN PERFORM f('p''a\"s;s?\\w{}$1 &<>');"
                            + " PERFORM g(\"we\"\"ird';drop role x;--\"); END $do$");
        }

        @Test
        void that_hold_the_dollar_quote_around_them_are_refused() throws Exception {
            var statement = RotationStatement.parse("DO $$ BEGIN PERFORM f('{{username}}', '{{password}}'); END $$");
            var values = new RotationStatement.Values(new AccountName("app"), "", () -> "a$$b", "db");

            assertThatExceptionOfType(Refused.class).isThrownBy(() -> statement.render(values));
        }

        @Test
        void do_not_go_into_comments() throws Exception {
            assertThat(rendered("SELECT '{{username}}' /* {{password}} /* nested */ */, '{{password}}'"))
                    .singleElement()
                    .asString()
                    .contains("/* {{password}} /* nested */ */");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER ROLE {{username}} PASSWORD '{{passwort}}'",
                "ALTER ROLE {{username}} PASSWORD '{{{password}}}'",
                "ALTER ROLE {{username}} PASSWORD '{{password'",
                "ALTER ROLE {{username}} PASSWORD '{{password}}",
                "ALTER ROLE {{username}} PASSWORD 'x'",
                "ALTER ROLE app PASSWORD '{{password}}'",
                "SELECT '{{username}}' -- '{{password}}'",
                "DO $$ BEGIN EXECUTE 'ALTER ROLE {{username}} PASSWORD ''{{password}}'''; END $$",
                "DO $$ {{username}} '{{password}}'"
            })
    void refuses_templates_that_cannot_be_rendered_safely(String template) {
        assertThatExceptionOfType(InvalidStatement.class).isThrownBy(() -> RotationStatement.parse(template));
    }

    private static List<String> rendered(String template) throws Exception {
        return RotationStatement.parse(template).render(values());
    }

    private static RotationStatement.Values values() {
        return new RotationStatement.Values(new AccountName(NAME), "SCRAM$verifier", () -> CLEAR, "bill\"ing");
    }
}
