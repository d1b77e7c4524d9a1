// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.target.InvalidScope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AclScopeTest {

    @Test
    void reads_rules_in_their_order() throws Exception {
        assertThat(AclScope.parse("~* &news.* +@all -@dangerous +client|setname"))
                .containsExactly("~*", "&news.*", "+@all", "-@dangerous", "+client|setname");
    }

    @Test
    void lets_white_space_collapse() throws Exception {
        assertThat(AclScope.parse(" \t~a:*\r\n  +get ")).containsExactly("~a:*", "+get");
    }

    @Test
    void reads_a_selector_as_one_rule() throws Exception {
        assertThat(AclScope.parse("~a +get (~b   +set\t%R~c)  (+ping)"))
                .containsExactly("~a", "+get", "(~b +set %R~c)", "(+ping)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~*",
                "&*",
                "+get",
                "-get",
                "%R~x",
                "%W~x",
                "%RW~x",
                "%rw~x",
                "~a(b)",
                "allkeys",
                "resetkeys",
                "allchannels",
                "resetchannels",
                "allcommands",
                "nocommands",
                "on",
                "sanitize-payload"
            })
    void takes_every_form_of_the_contract(String rule) throws Exception {
        assertThat(AclScope.parse(rule)).containsExactly(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nopass",
                "off",
                "reset",
                "resetpass",
                "NOPASS",
                "ON",
                "skip-sanitize-payload",
                ">pw",
                "<pw",
                "#00",
                "!00",
                "get",
                "~",
                "&",
                "+",
                "-",
                "%",
                "%R",
                "%R~",
                "%X~a",
                "%~a",
                "@all",
                "(nopass)",
                "(~a >pw)"
            })
    void refuses_everything_else(String rule) {
        assertThatThrownBy(() -> AclScope.parse("~* " + rule))
                .isInstanceOf(InvalidScope.class)
                .hasMessageContaining("which is not allowed; allowed are ~…, %…~…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~it's",
                "~a\"b",
                "~a\\b",
                "~ü",
                "~a\0",
                "~a\033[0m",
                "~\uD83D\uDE00",
                "(~it's)",
                "~a\u00A0b",
                "~\uD800"
            })
    void refuses_what_redis_could_not_read_back(String rule) {
        assertThatThrownBy(() -> AclScope.parse(rule))
                .isInstanceOf(InvalidScope.class)
                .hasMessageContaining("control and non-ASCII characters are not allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''               | permissionScope is empty; give at least one rule, for example ~* +@all",
                "'   '            | permissionScope is empty; give at least one rule, for example ~* +@all",
                "'~a (+get'       | permissionScope has a \"(\" that is never closed",
                "'~a ((+get))'    | permissionScope has a selector inside a selector; Redis does not nest them",
                "'~a (+get)+set'  | permissionScope needs a space behind the \")\" of a selector",
                "'~a ()'          | permissionScope has an empty selector \"()\"",
                "'~a)b'           | permissionScope holds \"~a)b\" with parentheses that are not balanced",
            })
    void says_what_is_wrong_with(String scope, String sentence) {
        assertThatThrownBy(() -> AclScope.parse(scope))
                .isInstanceOf(InvalidScope.class)
                .hasMessage(sentence);
    }

    @Test
    void does_not_repeat_a_password_that_somebody_put_there() {
        for (String rule : List.of(">hunter2", "<hunter2", "#hunter2", "!hunter2")) {
            assertThatThrownBy(() -> AclScope.parse("~* " + rule))
                    .hasMessageContaining("\"" + rule.charAt(0) + "…\"")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void shows_control_characters_as_numbers() {
        assertThatThrownBy(() -> AclScope.parse("~a\007")).hasMessageContaining("\"~a\\u0007\"");
    }
}
