// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import dev.keyturn.server.http.Input;
import dev.keyturn.server.ui.client.ApiAnswer;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// A form as it is shown: what was typed, and what is wrong with it. Passwords and tokens are never kept.
///
/// Fields are called as the API calls them in its issues (`parameters.username1`), so that each sentence
/// finds its field by itself; a sentence that finds none stands above the form.
///
/// @param values  by field
/// @param errors  by field: the server's sentence
/// @param problem about no field in particular
public record FormState(Map<String, String> values, Map<String, String> errors, Optional<String> problem) {
    public FormState {
        values = Map.copyOf(values);
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /// One line of the summary above a form; it leads to its field.
    public record Fault(String field, String sentence) {
        /// The id of the field's control.
        public String id() {
            return FormState.id(field);
        }
    }

    public static FormState empty() {
        return new FormState(Map.of(), Map.of(), Optional.empty());
    }

    /// A form that shows what is stored.
    public static FormState filled(Map<String, String> values) {
        return new FormState(values, Map.of(), Optional.empty());
    }

    /// A form that was refused: as it was typed, with the server's sentences at its fields.
    public static FormState of(Input form, ApiAnswer refusal) {
        var typed = typed(form);
        var errors = new LinkedHashMap<String, String>();
        for (var issue : refusal.issues()) {
            errors.merge(issue.path(), issue.message(), (first, second) -> first + ". " + second);
        }
        return new FormState(typed, errors, errors.isEmpty() ? Optional.of(refusal.message()) : Optional.empty());
    }

    private static Map<String, String> typed(Input form) {
        var typed = new HashMap<String, String>();
        for (var name : form.names()) {
            if (!isSecret(name)) {
                form.text(name).optional().ifPresent(text -> typed.put(name, text));
            }
        }
        return typed;
    }

    private static boolean isSecret(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("password") || lower.contains("token") || lower.contains("secretvalue");
    }

    /// Another sentence at a field, for a rule of the page itself.
    public FormState with(String field, String sentence) {
        var all = new LinkedHashMap<>(errors);
        all.put(field, sentence);
        return new FormState(values, all, problem);
    }

    public String value(String field) {
        return value(field, "");
    }

    public String value(String field, String otherwise) {
        return values.getOrDefault(field, otherwise);
    }

    /// Empty if there is nothing wrong with it.
    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    public boolean isOn(String field) {
        return List.of("true", "on", "1").contains(value(field));
    }

    public boolean isRefused() {
        return problem.isPresent() || !errors.isEmpty();
    }

    public List<Fault> faults() {
        return errors.entrySet().stream()
                .map(error -> new Fault(error.getKey(), error.getValue()))
                .toList();
    }

    /// The value of `aria-describedby` of a control; empty if nothing describes it.
    public static String describedBy(FormState form, String field, String help) {
        var ids = new StringJoiner(" ");
        if (!help.isEmpty()) {
            ids.add(id(field) + "-help");
        }
        if (!form.error(field).isEmpty()) {
            ids.add(id(field) + "-error");
        }
        return ids.toString();
    }

    /// The id of the control of a field.
    public static String id(String field) {
        return "f-" + field.replace('.', '-');
    }
}
