// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Secrets, projects, webhooks, identities and the audit log, in each size and theme.
class ListPagesE2E {
    private static final String VALUE = "a-value-to-be-shown-on-request";

    private static Chromium chromium;
    private static Installation installation;
    private static Project project;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        installation = Installation.open(KeyturnServer.start(ServerSetup.fresh()));
        project = installation.project("Shop");
        project.createSecret("SMTP_PASSWORD", VALUE).ok();
    }

    @AfterAll
    static void stop() {
        installation.close();
        chromium.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_value_is_shown_on_request_and_hidden_on_escape(Screen screen) {
        try (var console = Console.signedIn(chromium, installation, screen)) {
            var page = console.page("/projects/" + project.slug() + "/dev/secrets");
            console.inspect(page, "secrets");
            assertThat(page.content()).doesNotContain(VALUE);

            page.locator("[data-kt-show]").first().click();
            page.getByText(VALUE).waitFor();
            page.keyboard().press("Escape");

            assertThat(page.content()).doesNotContain(VALUE);
        }
    }

    /// Reads are written down in lots.
    @Test
    void who_has_a_value_shown_is_in_the_audit_log() {
        try (var console = Console.signedIn(chromium, installation, Screen.LIGHT)) {
            var page = console.page("/projects/" + project.slug() + "/dev/secrets");
            page.locator("[data-kt-show]").first().click();
            page.getByText(VALUE).waitFor();

            page.waitForCondition(
                    () -> {
                        String log = project.api()
                                .get("/api/v1/organization/audit-logs?eventType=get-secret")
                                .ok()
                                .body();
                        return log.contains("SMTP_PASSWORD") && log.contains(Installation.EMAIL);
                    },
                    new Page.WaitForConditionOptions().setTimeout(90_000));
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_list_keeps_what_every_page_keeps(Screen screen) {
        try (var console = Console.signedIn(chromium, installation, screen)) {
            String shop = "/projects/" + project.slug();
            console.inspect(console.page("/projects?ask=project"), "projects");
            console.inspect(console.page(shop + "/rotations"), "rotations-empty");
            console.inspect(console.page(shop + "/settings"), "project-settings");
            console.inspect(console.page(shop + "/webhooks"), "webhooks-empty");
            console.inspect(console.page("/identities"), "identities");
            console.inspect(console.page("/audit"), "audit");
        }
    }
}
