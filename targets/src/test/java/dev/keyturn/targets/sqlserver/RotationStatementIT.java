// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.InvalidStatement;
import dev.keyturn.core.target.Refused;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotationStatementIT {

    private static final int ROTATIONS = 30;
    private static final PasswordRequirements HOSTILE = new PasswordRequirements(40, 4, 4, 4, 20, "&<>\"'`=;?\\");

    private final SqlServerDouble server = Servers.start(Servers.SETUP.locksOutAfter(0));
    private final Visits visits = Visits.to(server);

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a]b | ALTER LOGIN [{{username}}] WITH PASSWORD = N'{{password}}'",
                "c\"d | ALTER LOGIN \"{{username}}\" WITH PASSWORD = '{{password}}';",
                "e'f; | ALTER LOGIN {{username}} WITH PASSWORD = {{password}}; SELECT DB_NAME()"
            })
    void quotes_each_value_for_the_place_where_it_stands(String name, String statement) throws Exception {
        var _ = Servers.found(server, name);
        for (int i = 0; i < ROTATIONS; i++) {
            Credential next = candidate(name, statement);

            visits.apply(next);

            assertThat(visits.accepts(next)).as("rotation " + i).isTrue();
        }
    }

    @Test
    void undoes_all_statements_when_one_is_refused_and_repeats_no_word_of_them() throws Exception {
        var _ = Servers.found(server, "half_done");
        String statement = "ALTER LOGIN [{{username}}] WITH PASSWORD = N'{{password}}'";
        Credential first = candidate("half_done", statement);
        Credential next = candidate("half_done", statement + "; FROBNICATE N'{{password}}'");
        visits.apply(first);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> visits.apply(next))
                .matches(refused -> refused.code().equals("102"))
                .satisfies(refused -> assertThat(String.valueOf(refused.getMessage()))
                        .doesNotContain(next.password().reveal())
                        .doesNotContain("FROB"))
                .withNoCause();

        assertThat(visits.accepts(next)).isFalse();
        assertThat(visits.accepts(first)).isTrue();
    }

    @Test
    void retires_with_the_statement_of_the_owner() throws Exception {
        var _ = Servers.found(server, "retired_so");
        Credential next = candidate("retired_so", "ALTER LOGIN [{{username}}] WITH PASSWORD = N'{{password}}' UNLOCK");
        visits.apply(next);

        visits.retire(next, new Keep.Shut());

        assertThat(visits.accepts(next)).isFalse();
        assertThat(server.log()).filteredOn(line -> line.endsWith("UNLOCK")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "ALTER LOGIN [{{username}}] WITH PASSWORD = N'{{password}}' | false",
                "create user [{{username}}] with password = '{{password}}' | false",
                "EXEC dbo.rotate N'{{username}}', N'{{password}}' | true",
                "ALTER LOGIN [{{username}}] WITH PASSWORD = N'{{password}}'; PRINT '{{password}}' | true"
            })
    void knows_which_statements_a_server_masks_in_its_traces(String statement, boolean shows) throws Exception {
        assertThat(visits.driver().showsPassword(statement)).isEqualTo(shows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "ALTER LOGIN [{{username}}] ENABLE",
                "ALTER LOGIN [{{user}}] WITH PASSWORD = N'{{password}}'",
                "ALTER LOGIN [{{username}} WITH PASSWORD = N'{{password}}'",
                "EXEC (N'ALTER LOGIN [{{username}}] WITH PASSWORD = ''{{password}}''')"
            })
    void refuses_statements_that_cannot_be_rendered_safely(String statement) {
        assertThatExceptionOfType(InvalidStatement.class)
                .isThrownBy(() -> visits.driver().showsPassword(statement));
    }

    private static Credential candidate(String account, String statement) {
        var rules = new AccountRules(List.of(), Optional.of(statement), List.of(), Optional.empty(), false);
        Credential like = Servers.credential(account, Origin.FOUND, rules);
        return new Credential(
                like.account(), like.origin(), Servers.GENERATOR.password(HOSTILE), 1, like.salt(), like.rules());
    }
}
