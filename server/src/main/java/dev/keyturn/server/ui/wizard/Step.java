// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A step of the form that adds a rotation.
public enum Step {
    TYPE("Type", 1),
    CONFIGURATION("Configuration", 2),
    PARAMETERS("Parameters", 3),
    MAPPINGS("Mappings", 4),
    DETAILS("Details", 5),
    REVIEW("Review", 6);

    private final String label;
    private final int number;

    Step(String label, int number) {
        this.label = label;
        this.number = number;
    }

    static Optional<Step> of(String slug) {
        return Stream.of(values()).filter(step -> step.slug().equals(slug)).findFirst();
    }

    /// As in addresses.
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }

    public int number() {
        return number;
    }

    /// The names of its fields.
    List<String> fields() {
        return switch (this) {
            case TYPE -> List.of("type", "environment", "path");
            case CONFIGURATION -> CONFIGURED;
            case PARAMETERS -> PARAMETRISED;
            case MAPPINGS -> List.of("mapUsername", "mapPassword");
            case DETAILS -> List.of("name", "description");
            case REVIEW -> List.of();
        };
    }

    private static final List<String> CONFIGURED = List.of(
            "connectionId",
            "automatic",
            "interval",
            "at",
            "atZone",
            "rhythm",
            "cron",
            "every",
            "everyUnit",
            "zone",
            "windowFrom",
            "windowTo",
            "mon",
            "tue",
            "wed",
            "thu",
            "fri",
            "sat",
            "sun",
            "jitter",
            "grace",
            "graceUnit",
            "hold",
            "holdUnit",
            "disconnect");

    private static final List<String> PARAMETRISED = List.of(
            "scope",
            "username1",
            "username2",
            "single",
            "statement",
            "createMissing",
            "ownerRole",
            "adopt",
            "length",
            "digits",
            "lowercase",
            "uppercase",
            "symbols",
            "allowed");

    Step next() {
        return at(number + 1);
    }

    Step before() {
        return at(number - 1);
    }

    private Step at(int wanted) {
        return Stream.of(values())
                .filter(step -> step.number == wanted)
                .findFirst()
                .orElse(this);
    }

    Step later(Step other) {
        return number >= other.number ? this : other;
    }
}
