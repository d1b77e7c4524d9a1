// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Chromium of this machine, without a window. One a test class: Playwright is bound to its thread.
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    /// Without these it looks for its maker's servers at every start.
    private static final List<String> ALONE = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program)
                        .setHeadless(true)
                        .setArgs(ALONE));
    }

    /// @throws AssertionError if there is no Chromium: a suite that is asked for and cannot run has failed
    static Chromium start() {
        return new Chromium(program()
                .orElseThrow(() -> new AssertionError("No Chromium in PATH (" + String.join(", ", NAMES)
                        + "): install one, or name it by -Dkeyturn.browser=FILE")));
    }

    /// A browser that nobody has used before, as wide and as dark as the screen.
    BrowserContext open(Screen screen) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(screen.width(), screen.height())
                .setColorScheme(screen.scheme())
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin"));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> program() {
        var named = Optional.ofNullable(System.getProperty("keyturn.browser")).map(Path::of);
        return named.or(() -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst());
    }
}
