// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckViewTest {
    @Test
    void puts_the_worst_first_and_the_statement_apart() throws JsonProcessingException {
        var checks = CheckView.of(new JsonMapper().readTree("""
            [{"name":"connection","outcome":"pass","message":null},
            {"name":"plaintext","outcome":"warn","message":"the connection has no TLS"},
            {"name":"grants","outcome":"fail","message":"rotator lacks ADMIN OPTION on role billing_b; run GRANT \\"billing_b\\" TO \\"rotator\\" WITH ADMIN OPTION;"},
            {"name":"grants","outcome":"fail","message":"our account may not change users (NOPERM); run ACL SETUSER rotator +acl|setuser there"}]\
            """));

        assertThat(checks).extracting(CheckView::word).containsExactly("failed", "failed", "warning", "passed");
        assertThat(checks.getFirst().message()).isEqualTo("rotator lacks ADMIN OPTION on role billing_b.");
        assertThat(checks.getFirst().statement()).contains("GRANT \"billing_b\" TO \"rotator\" WITH ADMIN OPTION;");
        assertThat(checks.get(1).statement()).contains("ACL SETUSER rotator +acl|setuser");
        assertThat(checks.get(2).statement()).isEqualTo(Optional.empty());
        assertThat(checks.get(3).message()).isNotEmpty();
    }
}
