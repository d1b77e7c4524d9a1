// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureIT {

    private static final JavaClasses MAIN = Codebase.main();
    private static final JavaClasses TESTS = Codebase.tests();
    private static final JavaClasses PLANTED = Codebase.planted();

    @Test
    void every_module_is_seen() {
        var seen = MAIN.stream().map(Codebase::moduleOf).collect(Collectors.toSet());

        assertThat(seen).contains("core", "testkit", "targets", "server", "operator", "cli");
    }

    @Test
    void core_imports_nothing_but_the_jdk() {
        Rules.CORE_IMPORTS_NOTHING_BUT_THE_JDK.check(MAIN);
        assertReports(Rules.CORE_IMPORTS_NOTHING_BUT_THE_JDK, "dev.keyturn.core.planted.TalksSql");
        assertReports(Rules.CORE_IMPORTS_NOTHING_BUT_THE_JDK, "dev.keyturn.core.planted.OpensSockets");
        assertReports(Rules.CORE_IMPORTS_NOTHING_BUT_THE_JDK, "dev.keyturn.core.planted.Logs");
    }

    @Test
    void targets_see_the_core_and_their_own_client_library() {
        Rules.TARGETS_SEE_THE_CORE_AND_THEIR_OWN_CLIENT_LIBRARY.check(MAIN);
        assertReports(
                Rules.TARGETS_SEE_THE_CORE_AND_THEIR_OWN_CLIENT_LIBRARY,
                "dev.keyturn.targets.postgres.planted.BorrowsAClient");
    }

    @Test
    void a_target_sees_no_other_but_jdbc() {
        Rules.A_TARGET_SEES_NO_OTHER_BUT_WHAT_ALL_SHARE.check(MAIN);
        assertReports(
                Rules.A_TARGET_SEES_NO_OTHER_BUT_WHAT_ALL_SHARE, "dev.keyturn.targets.redis.planted.SeesPostgres");
        assertThat(reportOf(Rules.A_TARGET_SEES_NO_OTHER_BUT_WHAT_ALL_SHARE))
                .doesNotContain("dev.keyturn.targets.postgres.planted.SharesJdbc");
    }

    @Test
    void the_server_sees_no_target_no_operator_no_driver() {
        Rules.THE_SERVER_SEES_NO_TARGET_NO_OPERATOR_NO_DRIVER.check(MAIN);
        assertReports(
                Rules.THE_SERVER_SEES_NO_TARGET_NO_OPERATOR_NO_DRIVER, "dev.keyturn.server.planted.KnowsAnEngine");
    }

    @Test
    void the_operator_sees_no_target_no_server_no_http_framework() {
        Rules.THE_OPERATOR_SEES_NO_TARGET_NO_SERVER_NO_HTTP_FRAMEWORK.check(MAIN);
        assertReports(
                Rules.THE_OPERATOR_SEES_NO_TARGET_NO_SERVER_NO_HTTP_FRAMEWORK,
                "dev.keyturn.operator.planted.AsksTheServer");
    }

    @Test
    void the_operator_replaces_no_resource() {
        Rules.THE_OPERATOR_REPLACES_NO_RESOURCE.check(MAIN);
        assertReports(
                Rules.THE_OPERATOR_REPLACES_NO_RESOURCE, "dev.keyturn.operator.planted.ReplacesAResource.updates");
        assertReports(
                Rules.THE_OPERATOR_REPLACES_NO_RESOURCE,
                "dev.keyturn.operator.planted.ReplacesAResource.replacesStatus");
        assertThat(reportOf(Rules.THE_OPERATOR_REPLACES_NO_RESOURCE)).doesNotContain("ReplacesAResource.patches");
    }

    @Test
    void the_testkit_sees_the_core_only() {
        Rules.THE_TESTKIT_SEES_THE_CORE_ONLY.check(MAIN);
        assertReports(Rules.THE_TESTKIT_SEES_THE_CORE_ONLY, "dev.keyturn.testkit.planted.KnowsAnEngine");
    }

    @Test
    void only_the_cli_has_a_main() {
        Rules.ONLY_THE_CLI_HAS_A_MAIN.check(MAIN);
        assertReports(Rules.ONLY_THE_CLI_HAS_A_MAIN, "dev.keyturn.server.planted.StartsItself");
    }

    @Test
    void only_the_launcher_names_drivers() {
        Rules.ONLY_THE_LAUNCHER_NAMES_DRIVERS.check(MAIN);
        assertReports(Rules.ONLY_THE_LAUNCHER_NAMES_DRIVERS, "dev.keyturn.cli.planted.NamesADriver");
    }

    @Test
    void only_listed_classes_reveal_a_password() {
        Rules.ONLY_LISTED_CLASSES_REVEAL_A_PASSWORD.check(MAIN);
        assertReports(Rules.ONLY_LISTED_CLASSES_REVEAL_A_PASSWORD, "dev.keyturn.server.planted.ReadsAPassword");
    }

    @Test
    void nobody_reads_the_clock_also_in_tests() {
        Rules.NOBODY_READS_THE_CLOCK.check(MAIN);
        Rules.NOBODY_READS_THE_CLOCK.check(TESTS);
        assertReports(Rules.NOBODY_READS_THE_CLOCK, "dev.keyturn.e2e.planted.ReadsTheClock.instant");
        assertReports(Rules.NOBODY_READS_THE_CLOCK, "dev.keyturn.e2e.planted.ReadsTheClock.millis");
        assertReports(Rules.NOBODY_READS_THE_CLOCK, "dev.keyturn.e2e.planted.ReadsTheClock.date");
        assertReports(Rules.NOBODY_READS_THE_CLOCK, "dev.keyturn.e2e.planted.ReadsTheClock.reference");
        assertThat(reportOf(Rules.NOBODY_READS_THE_CLOCK)).doesNotContain("ReadsTheClock.givenClock");
    }

    @Test
    void nobody_sleeps_also_in_tests() {
        Rules.NOBODY_SLEEPS.check(MAIN);
        Rules.NOBODY_SLEEPS.check(TESTS);
        assertReports(Rules.NOBODY_SLEEPS, "dev.keyturn.e2e.planted.Sleeps.thread");
        assertReports(Rules.NOBODY_SLEEPS, "dev.keyturn.e2e.planted.Sleeps.unit");
    }

    @Test
    void packages_form_no_cycle() {
        Rules.NO_PACKAGE_CYCLES.check(MAIN);
        assertReports(Rules.NO_PACKAGE_CYCLES, "dev.keyturn.e2e.planted.cycle.one.One");
    }

    @Test
    void every_package_is_null_marked() {
        Rules.EVERY_PACKAGE_IS_NULL_MARKED.check(MAIN);
        assertReports(Rules.EVERY_PACKAGE_IS_NULL_MARKED, "dev.keyturn.e2e.planted.Sleeps");
    }

    private static void assertReports(ArchRule rule, String planted) {
        assertThat(reportOf(rule)).contains(planted);
    }

    private static String reportOf(ArchRule rule) {
        return String.join("\n", rule.evaluate(PLANTED).getFailureReport().getDetails());
    }
}
