// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// From an empty folder to somebody who is signed in.
class FirstRunE2E {

    @ParameterizedTest
    @EnumSource
    void the_first_visitor_opens_the_installation_and_signs_in(Screen screen) {
        try (var chromium = Chromium.start();
                var server = KeyturnServer.start(ServerSetup.fresh());
                var console = Console.open(chromium, server.address(), screen)) {
            var page = console.page("/projects");
            assertThat(page.url()).endsWith("/setup");
            console.inspect(page, "setup");

            page.getByLabel("Organisation").fill("Shop");
            page.getByLabel("E-mail").fill(Installation.EMAIL);
            page.getByLabel("Password").fill(Installation.PASSWORD);
            button(page, "Open Keyturn");
            page.getByText("Save the root key.").first().waitFor();
            console.inspect(page, "opened");

            page.getByText("Sign in").click();
            page.getByLabel("E-mail").fill(Installation.EMAIL);
            page.getByLabel("Password").fill(Installation.PASSWORD);
            button(page, "Sign in");
            page.getByText("No project yet").waitFor();
        }
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
    }
}
