// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Adding connections and rotations as a person does, with a real Redis.
class WizardE2E {

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
    void six_steps_lead_to_a_credential_that_logs_in(Screen screen) {
        var name = "cache-" + screen.suffix();
        var secret = name.toUpperCase(Locale.ROOT).replace('-', '_');
        try (var console = shop.console(screen)) {
            var page = console.page("/projects/" + shop.project().slug() + "/rotations/new?environment=dev&path=/");
            page.getByLabel("Redis Credentials").check();
            console.inspect(page, "wizard-type");
            next(page, "Configuration");

            page.getByLabel("Redis Connection").selectOption(new SelectOption().setLabel("my-redis-connection"));
            page.getByLabel("Rotation Interval").fill("2");
            page.getByText("then every 2 days").waitFor();
            console.inspect(page, "wizard-configuration");
            next(page, "Parameters");

            page.getByLabel("Permission Scope").fill("~app:* &app:* +@read +@write -@dangerous +config|get");
            page.getByText("may read requirepass").waitFor();
            console.inspect(page, "wizard-parameters");
            next(page, "Mappings");

            page.getByLabel("Username", new Page.GetByLabelOptions().setExact(true))
                    .fill(secret + "_USERNAME");
            page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill(secret + "_PASSWORD");
            console.inspect(page, "wizard-mappings");
            next(page, "Details");

            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
            console.inspect(page, "wizard-details");
            next(page, "Review");

            page.getByText("What happens on Create").waitFor();
            console.inspect(page, "wizard-review");
            button(page, "Create Secret Rotation").click();
            page.waitForURL(Pattern.compile(".*/rotations/[0-9a-f-]{36}\\?created=1"));
        }
        assertThat(shop.redis().accepts(shop.project().secretValue(secret + "_USERNAME"), shop.project().secretValue(secret + "_PASSWORD")))
                .isTrue();
    }

    private static void next(Page page, String step) {
        button(page, "Next").click();
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(step))
                .waitFor();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_is_tested_with_its_password_kept_and_then_saved(Screen screen) {
        var name = "tested-" + screen.suffix();
        try (var console = shop.console(screen)) {
            var page = console.page("/connections/new?app=redis");
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
            page.getByLabel("Host").fill("127.0.0.1");
            page.getByLabel("Port").fill(Integer.toString(shop.redis().port()));
            page.getByLabel("Username").fill(Shop.ROTATOR.name());
            page.getByLabel("Password").fill(Shop.ROTATOR.password());
            page.getByLabel("Use TLS").uncheck();
            button(page, "Test").click();
            page.getByText("nothing stored").waitFor();
            console.inspect(page, "connection-form");
            button(page, "Save Connection").click();
            page.waitForURL(Pattern.compile(".*/connections/[0-9a-f-]{36}"));

            page.navigate(page.url().replaceAll("/[^/]*$", ""));
            page.getByText(name).first().waitFor();
            console.inspect(page, "connections");
        }
    }
}
