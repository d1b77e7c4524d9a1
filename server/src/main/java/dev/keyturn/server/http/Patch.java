// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.util.Optional;

/// What a PATCH says about one field: nothing, `null`, or a value.
public sealed interface Patch<T> {
    /// The field was not sent.
    record Keep<T>() implements Patch<T> {}

    /// The field was sent as `null`.
    record Clear<T>() implements Patch<T> {}

    record Put<T>(T value) implements Patch<T> {}

    /// The field after the patch, for one that may be empty.
    default Optional<T> applyTo(Optional<T> present) {
        return switch (this) {
            case Keep<T> _ -> present;
            case Clear<T> _ -> Optional.empty();
            case Put<T>(var value) -> Optional.of(value);
        };
    }

    /// The field after the patch, for one with a default to which `null` resets it.
    default T applyTo(T present, T reset) {
        return switch (this) {
            case Keep<T> _ -> present;
            case Clear<T> _ -> reset;
            case Put<T>(var value) -> value;
        };
    }
}
