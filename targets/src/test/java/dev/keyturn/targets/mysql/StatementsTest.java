// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.InvalidStatement;
import dev.keyturn.core.target.Refused;
import dev.keyturn.targets.mysql.AccountRow.Demands;
import dev.keyturn.targets.mysql.Engine.Closing;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementsTest {

    private static final LoginMethod OLD = new LoginMethod(LoginMethod.NATIVE, "*OLD");
    private static final LoginMethod NEW = new LoginMethod(LoginMethod.NATIVE, "*NEW");
    private static final MySql MYSQL = new MySql(true);
    private static final AccountRow ROW = new AccountRow("10.%", List.of(OLD), false, Demands.NOTHING);

    @Test
    void tells_mariadb_with_which_methods_a_user_is_let_in() throws Exception {
        String account = MariaDb.MARIADB.account(new AccountName("a'b\\c"), "10.%");

        assertThat(MariaDb.MARIADB.change(account, ROW, wanted(NEW, OLD), Closing.UNLOCKED))
                .containsExactly("ALTER USER 'a''b\\\\c'@'10.%' IDENTIFIED VIA mysql_native_password USING '*NEW'"
                        + " OR mysql_native_password USING '*OLD' ACCOUNT UNLOCK");
    }

    @Test
    void tells_mysql_to_retain_and_to_discard() throws Exception {
        String account = MYSQL.account(new AccountName("app"), "%");
        var both = new AccountRow("%", List.of(NEW, OLD), false, Demands.NOTHING);

        assertThat(MYSQL.change(account, ROW, wanted(NEW, OLD), Closing.UNLOCKED))
                .containsExactly("ALTER USER 'app'@'%' IDENTIFIED WITH mysql_native_password AS '*NEW' RETAIN CURRENT"
                        + " PASSWORD ACCOUNT UNLOCK");
        assertThat(MYSQL.change(account, both, wanted(NEW, OLD), Closing.AS_IT_IS))
                .isEmpty();
        assertThat(MYSQL.change(account, both, wanted(NEW), Closing.AS_IT_IS))
                .containsExactly("ALTER USER 'app'@'%' DISCARD OLD PASSWORD");
        assertThat(MYSQL.change(account, both, wanted(OLD), Closing.AS_IT_IS))
                .containsExactly(
                        "ALTER USER 'app'@'%' IDENTIFIED WITH mysql_native_password AS '*OLD'",
                        "ALTER USER 'app'@'%' DISCARD OLD PASSWORD");
    }

    @Test
    void tells_a_mysql_without_second_passwords_the_first_one_only() throws Exception {
        assertThat(new MySql(false).change("'app'@'%'", ROW, wanted(NEW, OLD), Closing.LOCKED))
                .containsExactly("ALTER USER 'app'@'%' IDENTIFIED WITH mysql_native_password AS '*NEW' ACCOUNT LOCK");
    }

    @Test
    void writes_a_hash_in_hexadecimal_where_a_server_drew_its_salt() throws Exception {
        var drawn = new LoginMethod(LoginMethod.CACHING_SHA2, "$A\u0001\u007f'");

        assertThat(MYSQL.identified(List.of(drawn))).isEqualTo("IDENTIFIED WITH caching_sha2_password AS 0x2441017f27");
    }

    @Test
    void reads_back_what_it_wrote_down_about_an_account() throws Exception {
        var random = new Random(7);
        var found = new FoundAccount(Map.of(
                "10.%", List.of(LoginMethod.ofNothing(LoginMethod.CACHING_SHA2, random), new LoginMethod("odd", "")),
                "%", List.of(OLD),
                "local host'", List.of()));

        assertThat(FoundAccount.parse(found.verifier())).isEqualTo(found);
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> FoundAccount.parse(new Verifier("zz")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "tab\t", "\ud800", "emoji😀", "blank "})
    void refuses_names_that_a_server_would_take_for_others(String name) {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> MariaDb.MARIADB.account(new AccountName(name), "%"));
    }

    @Test
    void refuses_names_that_are_too_long() throws Exception {
        assertThat(MYSQL.account(new AccountName("x".repeat(32)), "%")).hasSize(32 + 6);
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> MYSQL.account(new AccountName("x".repeat(33)), "%"));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> MariaDb.MARIADB.account(new AccountName("x".repeat(81)), "%"));
    }

    @Test
    void quotes_each_value_of_a_statement_for_its_place() throws Exception {
        var statement = RotationStatement.parse(
                "ALTER USER '{{username}}'@'%' IDENTIFIED BY \"{{password}}\"; -- {{password}};\n"
                        + "GRANT USAGE ON {{database}}.* TO {{username}}@'%' /* ; */; # ;\nSELECT ';', '{{password}}'");

        assertThat(statement.render(new AccountName("a'`\\"), Password.of("p'\"\\;?{{username}}"), "d`b"))
                .map(String::strip)
                .containsExactly(
                        "ALTER USER 'a''`\\\\'@'%' IDENTIFIED BY \"p'\"\"\\\\;?{{username}}\"",
                        "-- {{password}};\nGRANT USAGE ON `d``b`.* TO `a'``\\`@'%' /* ; */",
                        "# ;\nSELECT ';', 'p''\"\\\\;?{{username}}'");
        assertThat(statement.masked(new AccountName("a"), "d").getFirst()).contains("\"********\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER USER '{{username}}'",
                "ALTER USER '{{username}}' IDENTIFIED BY '{{password}}' /*! ACCOUNT LOCK */",
                "ALTER USER '{{username}}' IDENTIFIED BY '{{password}}' /*M! ACCOUNT LOCK */",
                "ALTER USER '{{username}}' IDENTIFIED BY '{{password}}' --x",
                "ALTER USER '{{username}}' IDENTIFIED BY '{{password}}",
                "ALTER USER '{{username}}' IDENTIFIED BY '{{ password }}{{host}}'"
            })
    void refuses_statements_that_servers_would_read_differently(String statement) {
        assertThatExceptionOfType(InvalidStatement.class).isThrownBy(() -> RotationStatement.parse(statement));
    }

    @Test
    void says_that_statements_of_owners_show_the_password() throws Exception {
        assertThat(Servers.DRIVER.showsPassword("ALTER USER '{{username}}' IDENTIFIED BY '{{password}}'"))
                .isTrue();
    }

    private static List<Wanted> wanted(LoginMethod... methods) {
        return List.of(methods).stream().map(Wanted::asIs).toList();
    }
}
