// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.testkit.mariadb.MariaDbServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names and passwords that break out of their quotes where somebody forgot one.
@OnMariaDb
class MariaDbPasswordsIT {

    private static final PasswordRequirements SYMBOLS = new PasswordRequirements(32, 1, 1, 1, 8, "&<>\"'`=;?\\");
    private static final List<String> NAMES = List.of(
            "it's",
            "say \"hi\"",
            "a]b",
            "back\\slash\\",
            "a;b",
            "what?",
            "100%",
            "we\"ird';drop user x;-- ",
            "tick`s",
            "at@home@%",
            "münchen",
            " leading",
            "{{password}}",
            "${x}",
            "/*!*/",
            "x".repeat(80));
    private static final List<String> IMPOSSIBLE =
            List.of("nul\0", "line\n", "emoji😀", "x".repeat(128), "trailing ", "half\ud83d");

    private final MariaDbServer server = Servers.shared();
    private final Visits visits = Visits.to(server);

    @Test
    void survives_every_name_and_password_also_over_a_restart() throws Exception {
        List<Credential> all = new ArrayList<>();
        for (String name : NAMES) {
            String user = name.endsWith(" ") ? name.strip() : name;
            for (String password : List.of(user, "'\"]\\;?%", "nul\0 and 😀", "p".repeat(250))) {
                Credential next =
                        Servers.after(Servers.credential(user, Origin.MADE, Servers.creating()), Password.of(password));
                visits.apply(next);
                assertThat(visits.accepts(next))
                        .as("%s with %s", user, password)
                        .isTrue();
                all.add(next);
            }
        }

        server.restart();

        for (int i = NAMES.size() - 1; i >= 0; i--) {
            Credential last = all.get(4 * i + 3);
            assertThat(visits.accepts(last)).isTrue();
            visits.retire(last, new Keep.Gone());
        }
        assertThat(server.rows("SELECT count(*) FROM mysql.global_priv WHERE User = 'münchen'"))
                .containsExactly("0");
    }

    /// The client library names the server's own character set, and then says UTF-8.
    @Test
    void refuses_names_that_cannot_be_said_to_a_server_of_another_character_set() {
        server.admin("SET GLOBAL character_set_server = latin1");
        try {
            Credential next = Servers.credential("zürich", Origin.MADE, Servers.creating());

            Refused refused = catchThrowableOfType(Refused.class, () -> visits.preflight(next));

            assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED);
            assertThat(refused).hasMessageEndingWith("run SET GLOBAL character_set_server = utf8mb4;");
        } finally {
            server.admin("SET GLOBAL character_set_server = utf8mb4");
        }
    }

    @Test
    void refuses_names_that_the_server_would_take_for_others() {
        for (String name : IMPOSSIBLE) {
            Refused refused = catchThrowableOfType(
                    Refused.class, () -> visits.apply(Servers.credential(name, Origin.MADE, Servers.creating())));

            assertThat(refused.reason()).as(name).isEqualTo(Reason.UNSUPPORTED);
        }
    }

    @Test
    void rotates_a_pair_and_one_user_a_hundred_times_with_all_symbols() throws Exception {
        Credential[] pair = {
            Servers.credential("hundred_a", Origin.MADE, Servers.creating()),
            Servers.credential("hundred_b", Origin.MADE, Servers.creating())
        };
        Credential single = Servers.credential("hundred_alone", Origin.MADE, Servers.creating());
        visits.apply(pair[0]);
        visits.apply(pair[1]);
        visits.apply(single);
        for (int i = 0; i < 50; i++) {
            Credential next = Servers.after(pair[i % 2], Servers.GENERATOR.password(SYMBOLS));
            visits.apply(next);
            assertThat(visits.accepts(next)).isTrue();
            assertThat(visits.accepts(pair[1 - i % 2])).as("the other user").isTrue();
            pair[i % 2] = next;

            Credential replacement = Servers.after(single, Servers.GENERATOR.password(SYMBOLS));
            visits.apply(replacement, new Keep.Only(single));
            assertThat(visits.accepts(replacement) && visits.accepts(single)).isTrue();
            visits.retire(single, new Keep.Only(replacement));
            assertThat(visits.accepts(single)).isFalse();
            single = replacement;
        }
    }

    @Test
    void fills_statements_of_owners_with_any_password() throws Exception {
        AccountRules rules =
                Servers.custom("ALTER USER '{{username}}'@'%' IDENTIFIED BY '{{password}}'; SET @db = \"{{database}}\";"
                        + " DO 'a;b', \"{{password}}\" /* {{password}} */");
        server.admin("CREATE USER `own'er` IDENTIFIED BY 'a'");
        Visits inDatabase = visits.in("app");
        server.admin("GRANT SELECT ON app.* TO `own'er`", "GRANT SELECT ON app.* TO " + Servers.ADMIN + "@'127.0.0.1'");
        Credential last = Servers.credential("own'er", Origin.FOUND, rules);
        for (int i = 0; i < 25; i++) {
            last = Servers.after(last, Servers.GENERATOR.password(SYMBOLS));
            inDatabase.apply(last);
            assertThat(inDatabase.accepts(last)).isTrue();
        }
        inDatabase.retire(last, new Keep.Shut());
        assertThat(inDatabase.accepts(last)).isFalse();
    }
}
