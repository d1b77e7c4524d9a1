// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The pages of an installation that has something to show, and what holds for all of them.
class PagesE2E {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final int HEAVIEST = 150_000;
    private static final int SLOWEST_MILLIS = 1_000;

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
    void every_page_keeps_what_every_page_keeps(Screen screen) {
        var rotation = shop.project().rotation("shown-" + screen.suffix(), shop.connection());
        String home = "/projects/" + shop.project().slug();
        try (var console = shop.console(screen)) {
            console.inspect(console.page("/"), "overview");
            console.inspect(console.page(home + "/rotations"), "rotations");
            console.inspect(console.page(home + "/dev/secrets?open=" + rotation.id()), "secrets-rotation");
            console.inspect(console.page(home + "/rotations/" + rotation.id() + "/edit"), "rotation-edit");
            console.inspect(console.page(home + "/rotations/" + rotation.id() + "?ask=delete"), "rotation-delete");
            console.inspect(console.page("/connections/" + shop.connection()), "connection");
            console.inspect(console.page("/settings"), "settings");
        }
    }

    @Test
    void what_is_rotated_in_one_window_is_seen_in_another_and_focus_stays() {
        var rotation = shop.project().rotation("live", shop.connection());
        String path = "/projects/" + shop.project().slug() + "/rotations/" + rotation.id();
        try (var one = shop.console(Screen.LIGHT);
                var other = shop.console(Screen.DARK)) {
            var watching = one.page(path);
            watching.getByText("v1 is published and logs in on 1 node.").first().waitFor();
            watching.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("my-redis-connection"))
                    .focus();
            var acting = other.page(path);
            acting.keyboard().press("r");
            acting.getByText("v2 will be made and proved, then published.").waitFor();
            button(acting, "Rotate now").click();

            watching.getByText("v2 is published and logs in on 1 node.").first().waitFor();
            assertThat(watching.evaluate("document.activeElement.textContent")).isEqualTo("my-redis-connection");
        }
    }

    @Test
    void a_rotation_is_deleted_by_who_types_its_name() {
        var rotation = shop.project().rotation("short-lived", shop.connection());
        String path = "/projects/" + shop.project().slug() + "/rotations/" + rotation.id();
        try (var console = shop.console(Screen.LIGHT).expecting(422)) {
            var page = console.page(path + "?ask=delete");
            button(page, "Delete rotation").click();
            assertThat(page.locator("[aria-invalid=true]").count()).isOne();
            assertThat(shop.project().rotationByName("short-lived").status()).isEqualTo(200);

            page.getByLabel("Type short-lived to delete it").fill("short-lived");
            button(page, "Delete rotation").click();
            page.waitForURL(url -> !url.contains(rotation.id()));
            assertThat(shop.project().rotationByName("short-lived").status()).isEqualTo(404);
        }
    }

    /// What a browser gets over the wire for the first page that anybody sees, with nothing in its cache.
    @Test
    void the_first_page_is_light_and_soon_there_and_nothing_in_it_runs_inline() {
        List<Response> responses = new ArrayList<>();
        try (var console = Console.open(shop.chromium(), shop.installation(), Screen.LIGHT)) {
            var page = console.window();
            page.onResponse(responses::add);
            page.navigate(shop.installation().server().address() + "/login");
            page.waitForLoadState();
            // asking for sizes lets further events in
            int weight = List.copyOf(responses).stream()
                    .mapToInt(response -> response.request().sizes().responseBodySize)
                    .sum();
            var interactive = (Number) page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive");
            System.out.printf("first page: %d bytes compressed, interactive after %s ms%n", weight, interactive);

            assertThat(responses).hasSizeGreaterThan(3);
            assertThat(weight).isLessThan(HEAVIEST);
            assertThat(interactive.intValue()).isLessThan(SLOWEST_MILLIS);
            assertThat(page.locator("script:not([src]), style, [style]").count()).isZero();
            assertThat(responses.getFirst().headerValue("content-security-policy")).isEqualTo(POLICY);
            assertThat(responses.getFirst().headerValue("cache-control")).isEqualTo("no-store");
        }
    }

    @Test
    void a_page_that_is_not_there_says_no_more_than_one_that_may_not_be_seen() {
        try (var console = shop.console(Screen.LIGHT).expecting(404)) {
            var page = console.page("/projects/" + shop.project().slug() + "/rotations/" + shop.connection());

            page.getByText("There is no such page, or you may not see it.").waitFor();
            console.inspect(page, "not-found");
        }
    }

    /// Of the question that is open.
    private static Locator button(Page page, String name) {
        return page.locator("dialog[open]")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
