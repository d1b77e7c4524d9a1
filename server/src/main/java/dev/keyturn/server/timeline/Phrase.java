// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.List;
import java.util.stream.Stream;

/// A text with shorter forms, for places of different width.
///
/// @param forms the whole one first
record Phrase(List<String> forms) {
    static final Phrase NONE = of("");

    Phrase {
        forms = List.copyOf(forms);
    }

    static Phrase of(String... forms) {
        return new Phrase(List.of(forms));
    }

    String whole() {
        return forms.getFirst();
    }

    boolean isEmpty() {
        return whole().isEmpty();
    }

    /// The first form that fits, else the last one cut.
    String within(int characters) {
        return forms.stream()
                .filter(form -> length(form) <= characters)
                .findFirst()
                .orElseGet(() -> cut(forms.getLast(), characters));
    }

    /// This phrase followed by another, whose shorter forms give way first.
    Phrase then(String between, Phrase next) {
        if (isEmpty() || next.isEmpty()) {
            return isEmpty() ? next : this;
        }
        Stream<String> joined =
                forms.stream().flatMap(form -> next.forms.stream().map(other -> form + between + other));
        return new Phrase(Stream.concat(joined, Stream.of(forms.getLast())).toList());
    }

    /// The beginning of a text, with dots for the rest.
    static String cut(String text, int characters) {
        if (length(text) <= characters) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, characters - 1)) + "…";
    }

    /// The account of a set in 14 characters: its beginning and its end.
    static String account(String account) {
        return account(account, 14);
    }

    static String account(String account, int characters) {
        int length = length(account);
        if (length <= characters) {
            return account;
        }
        int kept = Math.min(6, (characters - 1) / 2);
        return account.substring(0, account.offsetByCodePoints(0, kept))
                + "…"
                + account.substring(account.offsetByCodePoints(0, length - kept));
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
