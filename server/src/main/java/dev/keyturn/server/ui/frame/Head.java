// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.frame;

import java.util.Optional;

/// What a page is called and where it belongs.
///
/// @param title   the same words as its heading
/// @param project the slug of the project that it is about
public record Head(String title, Place place, Optional<String> project) {
    public static Head of(String title, Place place) {
        return new Head(title, place, Optional.empty());
    }

    public static Head in(String project, String title, Place place) {
        return new Head(title, place, Optional.of(project));
    }
}
