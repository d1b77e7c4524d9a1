// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/// Where the pictures of the pages go: `docs/images/console` of the project if the suite is told so by
/// `-Dkeyturn.pictures=docs/images/console`, else a folder of the build.
final class Pictures {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("");
    private static final Path FOLDER = ROOT.resolve(System.getProperty("keyturn.pictures", "e2e/target/pictures"));

    private Pictures() {}

    /// The whole page, not only what fits the screen.
    static void take(Page page, String name, Screen screen) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + "-" + screen.suffix() + ".png"))
                .setFullPage(true));
    }
}
