// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A field that is a text. Lengths count UTF-16 units, as the clients' languages do. A NUL and half of a
/// character are refused everywhere: not every store can keep them.
public final class TextField extends Field<String> {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int SLUG_LIMIT = 64;

    TextField(Raw<String> raw, List<Object> path, Issues issues) {
        super("string", "", raw, path, issues);
        rule(TextField::canBeKept, unkeepable(path));
    }

    static boolean canBeKept(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    static Issue unkeepable(List<Object> path) {
        return Issue.custom(path, "Must not contain a NUL or an unpaired surrogate");
    }

    /// Takes the white space at both ends away, before the rules that follow.
    public TextField trimmed() {
        change(String::strip);
        return this;
    }

    public TextField atLeast(int characters) {
        rule(
                text -> text.length() >= characters,
                Issue.tooSmall(
                        path(),
                        "string",
                        characters,
                        "String must contain at least %d character(s)".formatted(characters)));
        return this;
    }

    public TextField atMost(int characters) {
        rule(
                text -> text.length() <= characters,
                Issue.tooBig(
                        path(),
                        "string",
                        characters,
                        "String must contain at most %d character(s)".formatted(characters)));
        return this;
    }

    /// Trimmed, 1 to 64 of a–z, 0–9 and single inner hyphens.
    public TextField slug() {
        var _ = trimmed().atLeast(1).atMost(SLUG_LIMIT);
        return must(text -> text.isEmpty() || SLUG.matcher(text).matches(), "Not a slug");
    }

    /// An id; it is lower-cased.
    public TextField uuid() {
        rule(text -> isUuid(text), Issue.notUuid(path()));
        change(text -> text.toLowerCase(java.util.Locale.ROOT));
        return this;
    }

    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    public TextField oneOf(Set<String> allowed) {
        return must(
                allowed::contains,
                "Expected one of " + allowed.stream().sorted().toList());
    }

    /// Any other rule; `message` says it.
    public TextField must(Predicate<String> holds, String message) {
        rule(holds, Issue.custom(path(), message));
        return this;
    }
}
