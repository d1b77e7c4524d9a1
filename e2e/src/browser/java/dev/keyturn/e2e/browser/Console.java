// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.keyturn.e2e.api.Installation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// A browser at the console of a server, and everything that went wrong in it: a script's error, a refused load, a
/// breach of the content security policy. None of these is ever right, so [#close] fails for each.
final class Console implements AutoCloseable {
    private static final double PATIENCE = 10_000;

    private final URI server;
    private final Screen screen;
    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private String expected = "";

    private Console(URI server, Screen screen, BrowserContext context) {
        this.server = server;
        this.screen = screen;
        this.context = context;
        context.setDefaultTimeout(PATIENCE);
        context.onConsoleMessage(message -> {
            boolean wanted = !expected.isEmpty() && message.text().contains(expected);
            if (message.type().equals("error") && !wanted) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
    }

    static Console open(Chromium chromium, Installation installation, Screen screen) {
        return open(chromium, installation.server().address(), screen);
    }

    /// At a server that may not be opened yet.
    static Console open(Chromium chromium, URI server, Screen screen) {
        return new Console(server, screen, chromium.open(screen));
    }

    /// As the administrator of the installation.
    static Console signedIn(Chromium chromium, Installation installation, Screen screen) {
        var console = open(chromium, installation, screen);
        console.signIn(console.context.newPage());
        return console;
    }

    /// For a page that is not there, or a form that is refused: that the browser reports it is no complaint.
    ///
    /// @param status of the answer
    Console expecting(int status) {
        expected = "status of " + status;
        return this;
    }

    /// A new window at a path of the console.
    Page page(String path) {
        var page = window();
        page.navigate(server + path);
        return page;
    }

    /// A new window that is nowhere yet.
    Page window() {
        return context.newPage();
    }

    private void signIn(Page page) {
        page.navigate(server + "/login");
        page.getByLabel("E-mail").fill(Installation.EMAIL);
        page.getByLabel("Password").fill(Installation.PASSWORD);
        page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .first()
                .click();
        page.waitForURL(url -> !url.contains("/login"));
        page.close();
    }

    /// Holds a page to what every page keeps: axe, one heading that is its title, no scrolling sideways – and takes
    /// its picture.
    void inspect(Page page, String name) {
        page.locator("h1").waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                .setState(WaitForSelectorState.ATTACHED));
        assertThat(page.locator("h1").count()).as("headings of " + page.url()).isOne();
        var sideways = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) sideways).intValue())
                .as("how far %s scrolls sideways", page.url())
                .isZero();
        Pictures.take(page, name, screen);
        Accessibility.check(page);
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }
}
