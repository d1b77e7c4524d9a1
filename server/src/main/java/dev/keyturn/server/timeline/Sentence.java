// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the timeline says in words.
///
/// @param parts in order; spaces are inside them
public record Sentence(List<Part> parts) {
    public Sentence {
        parts = List.copyOf(parts);
    }

    /// @param fact to be set bold: what needs a person
    public record Part(String text, boolean fact) {}

    /// Without weight: for a screen reader, a terminal, the overview.
    public String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return text();
    }

    static final class Writer {
        private final List<Part> parts = new ArrayList<>();

        Writer plain(String text) {
            return add(text, false);
        }

        Writer fact(String text) {
            return add(text, true);
        }

        /// Begins the next sentence.
        Writer next() {
            return parts.isEmpty() ? this : plain(" ");
        }

        private Writer add(String text, boolean fact) {
            if (!parts.isEmpty() && parts.getLast().fact() == fact) {
                parts.set(parts.size() - 1, new Part(parts.getLast().text() + text, fact));
            } else {
                parts.add(new Part(text, fact));
            }
            return this;
        }

        Sentence done() {
            return new Sentence(parts);
        }
    }
}
