// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// A field that is a whole number.
public final class IntegerField extends Field<Long> {
    /// Past it JSON numbers are no longer exact in the clients' languages.
    private static final long EXACT = (1L << 53) - 1;

    IntegerField(Raw<Long> raw, List<Object> path, Issues issues) {
        super("number", 0L, raw, path, issues);
    }

    public IntegerField atLeast(long minimum) {
        rule(
                number -> number >= minimum,
                Issue.tooSmall(
                        path(), "number", minimum, "Number must be greater than or equal to %d".formatted(minimum)));
        return this;
    }

    public IntegerField atMost(long maximum) {
        rule(
                number -> number <= maximum,
                Issue.tooBig(path(), "number", maximum, "Number must be less than or equal to %d".formatted(maximum)));
        return this;
    }

    public IntegerField between(long minimum, long maximum) {
        return atLeast(minimum).atMost(maximum);
    }

    /// How the numbers of a field may be written.
    enum Reading {
        /// A JSON number without a fraction.
        STRICT,
        /// Also `"2"` and `true`.
        COERCED,
        /// A JSON number; its fraction is cut off.
        TRUNCATED
    }

    static Raw<Long> read(JsonNode node, Reading reading) {
        var coerced = reading == Reading.COERCED;
        if (node.isBoolean() && coerced) {
            return new Raw.Present<>(node.booleanValue() ? 1L : 0L);
        }
        if (node.isTextual() && coerced) {
            return number(node.textValue().strip())
                    .map(value -> whole(value, reading))
                    .orElseGet(() -> new Raw.WrongType<>("nan"));
        }
        return node.isNumber() ? whole(node.doubleValue(), reading) : new Raw.WrongType<>(Input.typeOf(node));
    }

    private static Optional<Double> number(String text) {
        try {
            return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")
                    ? Optional.of(Double.parseDouble(text))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Raw<Long> whole(double value, Reading reading) {
        var number = reading == Reading.TRUNCATED ? truncated(value) : value;
        if (Double.isNaN(number) || Math.abs(number) > EXACT) {
            return new Raw.WrongType<>("unsafe integer");
        }
        return number == Math.rint(number) ? new Raw.Present<>((long) number) : new Raw.WrongType<>("float");
    }

    private static double truncated(double value) {
        return value < 0 ? Math.ceil(value) : Math.floor(value);
    }
}
