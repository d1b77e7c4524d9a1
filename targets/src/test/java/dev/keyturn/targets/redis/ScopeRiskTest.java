// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeRiskTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~* +@all",
                "~* allcommands",
                "~* +@admin",
                "~* +@dangerous",
                "~* +get +acl",
                "~* +ACL|SETUSER",
                "~* +config|get",
                "~* -@all +@all",
                "~* +@all -acl",
                "~* +@all -acl|setuser -config",
                "~a +get (~b +@admin)"
            })
    void warns_of_scopes_that_are_everything(String scope) throws Exception {
        assertThat(ScopeRisk.of(AclScope.parse(scope))).get().asString().startsWith("the permission scope lets");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~* +@read +@write",
                "~* +@all -@admin",
                "~* +@all -@dangerous",
                "~* +@all -acl -config",
                "allkeys allcommands nocommands +get",
                "~* +@read +acl|whoami",
                "~acl* +get (~config* +set)"
            })
    void says_nothing_about_others(String scope) throws Exception {
        assertThat(ScopeRisk.of(AclScope.parse(scope))).isEmpty();
    }

    @Test
    void names_the_commands() throws Exception {
        assertThat(ScopeRisk.of(AclScope.parse("+@all")).orElseThrow()).contains("ACL and CONFIG");
        assertThat(ScopeRisk.of(AclScope.parse("+@all -acl")).orElseThrow())
                .contains("CONFIG")
                .doesNotContain("ACL and");
    }
}
