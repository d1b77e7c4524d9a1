// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.Locale;
import java.util.Optional;

/// A value of SQL.
sealed interface Datum {
    record Null() implements Datum {}

    record Text(String value) implements Datum {}

    record Whole(long value) implements Datum {}

    /// @param value hexadecimal digits behind `0x`
    record Hex(String value) implements Datum {}

    static Datum of(String value) {
        return new Text(value);
    }

    static Datum of(long value) {
        return new Whole(value);
    }

    static Datum of(boolean value) {
        return new Whole(value ? 1 : 0);
    }

    static Datum of(Optional<String> value) {
        return value.<Datum>map(Text::new).orElseGet(Null::new);
    }

    default boolean isNull() {
        return this instanceof Null;
    }

    /// As it is printed.
    default String text() {
        return switch (this) {
            case Null() -> "";
            case Text(String value) -> value;
            case Whole(long value) -> String.valueOf(value);
            case Hex(String value) -> value;
        };
    }

    default long number() {
        return switch (this) {
            case Whole(long value) -> value;
            default -> Long.parseLong(text());
        };
    }

    /// Equal as the usual collation has it: without regard to case or blanks at the end. `NULL` equals nothing.
    default boolean isLike(Datum other) {
        return !isNull() && !other.isNull() && folded(text()).equals(folded(other.text()));
    }

    static String folded(String name) {
        return name.stripTrailing().toLowerCase(Locale.ROOT);
    }
}
