// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignInE2E {

    private static Chromium chromium;
    private static Installation installation;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        installation = Installation.open(KeyturnServer.start(ServerSetup.fresh()));
    }

    @AfterAll
    static void stop() {
        installation.close();
        chromium.close();
    }

    @ParameterizedTest
    @EnumSource
    void the_sign_in_page_is_for_everybody(Screen screen) {
        try (var console = Console.open(chromium, installation, screen)) {
            console.inspect(console.page("/login"), "sign-in");
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_signs_in_comes_to_the_overview(Screen screen) {
        try (var console = Console.signedIn(chromium, installation, screen)) {
            var page = console.page("/");

            assertThat(page.url()).doesNotContain("/login");
            console.inspect(page, "overview-empty");
        }
    }
}
