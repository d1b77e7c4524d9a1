// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a node said to one command. An error is an answer like any other; only silence is an exception.
sealed interface Answer {

    record Text(String value) implements Answer {}

    record Whole(long value) implements Answer {}

    record Items(List<Answer> items) implements Answer {}

    record Absent() implements Answer {}

    /// The server's error. Its text may quote what we sent, so it stays inside this package and out of `toString`.
    ///
    /// @param code the first word, by which errors are told apart: `ERR`, `NOPERM`, `WRONGPASS`
    record Failure(String code, String line) implements Answer {

        static Failure of(@Nullable String line) {
            String whole = line == null ? "" : line;
            int end = whole.indexOf(' ');
            return new Failure(end < 0 ? whole : whole.substring(0, end), whole);
        }

        boolean is(String other) {
            return code.equals(other);
        }

        @Override
        public String toString() {
            return "Failure[" + code + "]";
        }
    }

    /// Translates what the client library read.
    static Answer of(@Nullable Object raw) {
        return switch (raw) {
            case null -> new Absent();
            case byte[] bytes -> new Text(new String(bytes, StandardCharsets.UTF_8));
            case Long number -> new Whole(number);
            case Exception error -> Failure.of(error.getMessage());
            case List<?> list -> new Items(list.stream().map(Answer::of).toList());
            default -> new Text(raw.toString());
        };
    }

    /// The text, if it is one or a number.
    default Optional<String> text() {
        return switch (this) {
            case Text(String value) -> Optional.of(value);
            case Whole(long value) -> Optional.of(Long.toString(value));
            case Items _, Absent _, Failure _ -> Optional.empty();
        };
    }

    /// The items, none if it is no list.
    default List<Answer> items() {
        return this instanceof Items(List<Answer> items) ? items : List.of();
    }

    /// The item there, if there is one.
    default Optional<Answer> item(int position) {
        return position < items().size() ? Optional.of(items().get(position)) : Optional.empty();
    }

    /// The value behind a key, in a list of keys and values in turn.
    default Optional<Answer> valueOf(String key) {
        List<Answer> pairs = items();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            if (pairs.get(i).text().filter(key::equals).isPresent()) {
                return Optional.of(pairs.get(i + 1));
            }
        }
        return Optional.empty();
    }

    default boolean isFailure(String code) {
        return this instanceof Failure failure && failure.is(code);
    }
}
