// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Looks settings up by the names of their options, an option before its environment variable, and collects faults.
/// An empty variable is none.
final class Settings {
    private static final String PREFIX = "KEYTURN_OPERATOR_";

    private final Map<String, String> options;
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    Settings(Map<String, String> options, Map<String, String> environment) {
        this.options = Map.copyOf(options);
        this.environment = Map.copyOf(environment);
        this.options.keySet().stream()
                .filter(name -> !OperatorConfig.OPTIONS.contains(name) && !OperatorConfig.FLAGS.contains(name))
                .sorted()
                .forEach(name -> fault("There is no option --%s.".formatted(name)));
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option)).or(() -> environment(variable(option)));
    }

    Optional<String> environment(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
    }

    boolean flag(String option) {
        var text = value(option).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            fault("%s is \"%s\"; it can be true or false.".formatted(name(option), text));
        }
        return text.equals("true");
    }

    /// What `parse` makes of the value; where it makes nothing of it, that is a fault.
    ///
    /// @param expected ends the sentence "--option is "x"; it …"
    /// @return empty if there is no value, or one with a fault
    <T> Optional<T> parsed(String option, String expected, Function<String, Optional<T>> parse) {
        var text = value(option);
        var found = text.flatMap(parse);
        if (text.isPresent() && found.isEmpty()) {
            fault("%s is \"%s\"; it %s.".formatted(name(option), text.get(), expected));
        }
        return found;
    }

    /// As it is called in faults: by what a person wrote.
    String name(String option) {
        return options.containsKey(option) ? "--" + option : variable(option);
    }

    static String variable(String option) {
        return option.equals("kubeconfig")
                ? "KUBECONFIG"
                : PREFIX + option.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    void fault(String sentence) {
        faults.add(sentence);
    }

    void throwIfFaulty() {
        if (!faults.isEmpty()) {
            throw new ConfigRefused(faults);
        }
    }
}
