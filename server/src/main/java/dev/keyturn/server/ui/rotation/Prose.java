// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.timeline.Sentence;
import java.util.ArrayList;
import java.util.List;

/// Builds sentences of which some parts are set bold.
final class Prose {
    private final List<Sentence.Part> parts = new ArrayList<>();

    static Sentence of(String text) {
        return new Prose().plain(text).done();
    }

    Prose plain(String text) {
        return add(text, false);
    }

    Prose strong(String text) {
        return add(text, true);
    }

    /// Begins the next sentence.
    Prose next() {
        return parts.isEmpty() ? this : plain(" ");
    }

    private Prose add(String text, boolean fact) {
        parts.add(new Sentence.Part(text, fact));
        return this;
    }

    Sentence done() {
        return new Sentence(parts);
    }
}
