// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// One field of an [Input] while it is read: rules first, then how much of it is needed.
///
/// A rule that is broken leaves an issue and the reading goes on, so a caller hears of all faults at once. What
/// [#required()] then returns is a stand-in; [Input#done()] throws before anybody acts on it.
///
/// @param <T> what the field is
public abstract sealed class Field<T> permits TextField, IntegerField, FlagField {
    private enum Presence {
        MISSING,
        NULL,
        WRONG_TYPE,
        PRESENT
    }

    private final String expected;
    private final T standIn;
    private final List<Object> path;
    private final Issues issues;
    private final Presence presence;
    private T value;

    Field(String expected, T standIn, Raw<T> raw, List<Object> path, Issues issues) {
        this.expected = expected;
        this.standIn = standIn;
        this.path = path;
        this.issues = issues;
        switch (raw) {
            case Raw.Missing<T> _ -> {
                this.presence = Presence.MISSING;
                this.value = standIn;
            }
            case Raw.Null<T> _ -> {
                this.presence = Presence.NULL;
                this.value = standIn;
            }
            case Raw.WrongType<T>(var received) -> {
                issues.add(Issue.wrongType(path, expected, received));
                this.presence = Presence.WRONG_TYPE;
                this.value = standIn;
            }
            case Raw.Present<T>(var present) -> {
                this.presence = Presence.PRESENT;
                this.value = present;
            }
        }
    }

    /// What stands in the input at this place.
    sealed interface Raw<T> {
        record Missing<T>() implements Raw<T> {}

        record Null<T>() implements Raw<T> {}

        record WrongType<T>(String received) implements Raw<T> {}

        record Present<T>(T value) implements Raw<T> {}
    }

    final List<Object> path() {
        return path;
    }

    final void change(Function<T, T> change) {
        if (presence == Presence.PRESENT) {
            value = change.apply(value);
        }
    }

    final void rule(Predicate<T> holds, Issue otherwise) {
        if (presence == Presence.PRESENT && !holds.test(value)) {
            issues.add(otherwise);
        }
    }

    /// The value; an issue if it is missing or `null`.
    public final T required() {
        if (presence == Presence.MISSING) {
            issues.add(Issue.missing(path, expected));
        }
        refuseNull();
        return value;
    }

    /// The value, or empty if the field is missing; an issue if it is `null`.
    public final Optional<T> optional() {
        refuseNull();
        return presence == Presence.PRESENT ? Optional.of(value) : Optional.empty();
    }

    /// The value, or empty if the field is missing or `null`.
    public final Optional<T> nullable() {
        return presence == Presence.PRESENT ? Optional.of(value) : Optional.empty();
    }

    /// The value, or `standard` if the field is missing; an issue if it is `null`.
    public final T or(T standard) {
        return optional().orElse(presence == Presence.MISSING ? standard : standIn);
    }

    /// What a PATCH says about this field; `null` clears it.
    public final Patch<T> patch() {
        return switch (presence) {
            case MISSING -> new Patch.Keep<>();
            case NULL -> new Patch.Clear<>();
            case WRONG_TYPE, PRESENT -> new Patch.Put<>(value);
        };
    }

    private void refuseNull() {
        if (presence == Presence.NULL) {
            issues.add(Issue.wrongType(path, expected, "null"));
        }
    }
}
