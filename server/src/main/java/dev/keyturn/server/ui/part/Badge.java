// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import java.util.Locale;

/// A word with its shape and colour; the three always together.
///
/// @param icon Tabler outline name
public record Badge(String word, String icon, Colour colour) {
    /// A colour token of the console.
    public enum Colour {
        /// The ground filled, the text in the colour of the surface.
        SOLID,
        BAD,
        SOON,
        OK,
        INFO,
        CAND,
        OFF
    }

    /// The class of the style sheet: `kt-badge-soon`.
    public String look() {
        return "kt-badge-" + colour.name().toLowerCase(Locale.ROOT);
    }
}
