// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page of a rotation as a person meets it, with a real Redis.
class RotationE2E {

    private static Shop shop;

    @BeforeAll
    static void start() {
        shop = Shop.open();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_key_asks_what_a_rotation_ends_and_the_page_shows_the_overlap(Screen screen) {
        var name = "cache-" + screen.suffix();
        try (var console = shop.console(screen)) {
            var page = rotation(console, name);
            page.keyboard().press("r");
            page.getByText("v2 will be made and proved, then published.").waitFor();
            console.inspect(page, "rotation-question");
            button(page, "Rotate now").click();
            page.getByText("v2 is published and logs in on 1 node.").first().waitFor();
            console.inspect(page, "rotation");

            page.locator("[data-kt-show]").first().click();
            page.getByText(shop.project().secretValue(Project.passwordOf(name))).waitFor();
            page.keyboard().press("Escape");
            assertThat(page.content()).doesNotContain(shop.project().secretValue(Project.passwordOf(name)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failed_run_says_first_what_still_works(Screen screen) {
        var name = "failing-" + screen.suffix();
        try (var console = shop.console(screen)) {
            var page = rotation(console, name);
            shop.redis().stop();
            page.keyboard().press("r");
            page.getByText("v2 will be made and proved, then published.").waitFor();
            button(page, "Rotate now").click();
            page.getByText("Consumers are not affected:").waitFor();
            shop.redis().restart();
            console.inspect(page, "failed");
        }
    }

    private static Page rotation(Console console, String name) {
        return console.page(shop.rotation(name));
    }

    /// Of the question that is open.
    private static Locator button(Page page, String name) {
        return page.locator("dialog[open]")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
