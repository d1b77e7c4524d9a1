// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.browser;

import com.microsoft.playwright.options.ColorScheme;

/// What a page is looked at on: the two sizes of the design's pictures, by day and by night.
enum Screen {
    LIGHT(1440, 900, ColorScheme.LIGHT),
    DARK(1440, 900, ColorScheme.DARK),
    NARROW(390, 844, ColorScheme.LIGHT),
    NARROW_DARK(390, 844, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Screen(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    /// In CSS pixels.
    int width() {
        return width;
    }

    int height() {
        return height;
    }

    ColorScheme scheme() {
        return scheme;
    }

    /// The end of a picture's name.
    String suffix() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
