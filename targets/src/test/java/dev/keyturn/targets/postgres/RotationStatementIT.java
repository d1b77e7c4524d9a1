// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.testkit.postgres.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationStatementIT {

    private static final int ROTATIONS = Integer.getInteger("keyturn.rotations", 20);
    private static final String OF_THE_CONTRACT = "ALTER USER \"{{username}}\" WITH PASSWORD '{{password}}'";
    private static final PasswordRequirements HOSTILE = new PasswordRequirements(40, 4, 4, 4, 20, "&<>\"'`=;?\\");

    private final PostgresServer server = Servers.of(18);
    private final Visits visits = Visits.to(server);

    @Test
    void proves_each_of_many_passwords_of_hostile_symbols_and_shows_none_to_the_log() throws Exception {
        List<String> passwords = new ArrayList<>();
        for (int i = 0; i < ROTATIONS; i++) {
            Credential next = candidate(i % 2 == 0 ? "billing_a" : "billing_b", OF_THE_CONTRACT);
            passwords.add(next.password().reveal());
            if (i < 2) {
                Servers.found(server, next.account().value());
            }

            visits.apply(next);

            assertThat(visits.accepts(next)).as("rotation " + i).isTrue();
        }
        assertThat(String.join("\n", server.logUntilNow()))
                .contains("ALTER USER \"billing_b\" WITH PASSWORD 'SCRAM-SHA-256$");
        assertThat(server.logUntilNow()).noneMatch(line -> passwords.stream().anyMatch(line::contains));
    }

    @Test
    void runs_a_statement_of_another_form_with_any_password_and_retires_with_it() throws Exception {
        server.admin(
                "CREATE ROLE by_function LOGIN",
                "CREATE FUNCTION rotate(name text, password text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS"
                        + " $f$ BEGIN EXECUTE format('ALTER ROLE %I PASSWORD %L', name, password); END $f$",
                "CREATE ROLE caller LOGIN PASSWORD 'caller'");
        Visits caller = Visits.to(server, "postgres", "caller", "caller");
        String statement = "SELECT 1; SELECT rotate('{{username}}', '{{password}}')";
        Credential first = candidate("by_function", statement);
        Credential second = candidate("by_function", statement);

        assertThat(caller.preflight(first)).isEmpty();
        caller.apply(first);
        boolean applied = caller.accepts(first);
        caller.apply(second);
        caller.retire(second, new Keep.Only(first));
        boolean kept = caller.accepts(first) && !caller.accepts(second);
        caller.retire(first, new Keep.Shut());

        assertThat(applied).isTrue();
        assertThat(kept).isTrue();
        assertThat(caller.accepts(first)).isFalse();
        assertThat(Servers.DRIVER.showsPassword(statement)).isTrue();
        assertThat(Servers.DRIVER.showsPassword(OF_THE_CONTRACT)).isFalse();
    }

    @Test
    void undoes_all_statements_when_one_is_refused_and_repeats_no_word_of_them() throws Exception {
        Servers.found(server, "half_done");
        Credential first = candidate("half_done", OF_THE_CONTRACT);
        Credential next =
                candidate("half_done", OF_THE_CONTRACT + "; SELECT no_such_function('{{password}}'), '{{username}}'");
        visits.apply(first);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> visits.apply(next))
                .matches(refused ->
                        refused.reason() == Reason.OTHER && refused.code().equals("42883"))
                .satisfies(refused -> assertThat(String.valueOf(refused.getMessage()))
                        .doesNotContain(next.password().reveal())
                        .doesNotContain("no_such"))
                .withNoCause();

        assertThat(visits.accepts(first)).isTrue();
        assertThat(visits.accepts(next)).isFalse();
    }

    @Test
    void takes_a_refused_value_for_a_matter_of_policy() {
        Servers.found(server, "short_lived");
        Credential next = candidate("short_lived", OF_THE_CONTRACT + " VALID UNTIL 'nonsense'");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> visits.apply(next))
                .matches(refused -> refused.reason() == Reason.POLICY);
    }

    /// The server itself raises them, so what is proved is the table, and that no text of the server gets out.
    @ParameterizedTest
    @CsvSource({
        "42501, NOT_PERMITTED",
        "42704, NO_SUCH_ACCOUNT",
        "22023, POLICY",
        "28000, POLICY",
        "25006, WRONG_NODE",
        "55P03, BUSY",
        "57014, BUSY",
        "40001, BUSY",
        "40P01, BUSY",
        "53200, BUSY",
        "53300, BUSY",
        "XX000, BUSY",
        "55006, BUSY",
        "42710, BUSY",
        "23505, BUSY",
        "0A000, UNSUPPORTED",
        "42601, OTHER",
        "P0001, OTHER",
        "57P01, UNANSWERED",
        "57P02, UNANSWERED",
        "40003, UNANSWERED",
        "08006, UNANSWERED"
    })
    void sorts_what_the_server_answers_by_its_code_alone(String code, String meaning) {
        String name = "code_" + code.toLowerCase(Locale.ROOT);
        Servers.found(server, name);
        Credential next = candidate(
                name,
                "DO $$ BEGIN RAISE EXCEPTION 'no % for %', '{{password}}', '{{username}}' USING ERRCODE = '" + code
                        + "'; END $$");

        TargetException trouble = catchThrowableOfType(TargetException.class, () -> visits.apply(next));

        assertThat(trouble instanceof Refused refused ? refused.reason().name() : "UNANSWERED")
                .isEqualTo(meaning);
        assertThat(trouble.code()).isEqualTo(code);
        assertThat(String.valueOf(trouble.getMessage()))
                .doesNotContain(next.password().reveal());
        assertThat(trouble).hasNoCause();
    }

    private static Credential candidate(String account, String statement) {
        var rules = new AccountRules(List.of(), Optional.of(statement), List.of(), Optional.empty(), false);
        Credential like = Servers.credential(account, Origin.FOUND, rules);
        return new Credential(
                like.account(), like.origin(), Servers.GENERATOR.password(HOSTILE), 1, like.salt(), like.rules());
    }
}
