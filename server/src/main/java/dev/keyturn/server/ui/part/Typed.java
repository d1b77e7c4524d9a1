// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import dev.keyturn.server.http.Input;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What was typed into the fields of a form, as it was typed, so that a page with an error gives it back. A box that is
/// not ticked is missing.
public record Typed(Map<String, String> values) {
    public static final Typed NOTHING = new Typed(Map.of());

    public Typed {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /// @param names the fields that count; nothing else is kept
    public static Typed of(Input form, Collection<String> names) {
        var values = new TreeMap<String, String>();
        names.forEach(name -> form.text(name).optional().ifPresent(text -> values.put(name, text)));
        return new Typed(values);
    }

    /// Empty if it is missing.
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /// What was typed, if it is more than white space.
    public Optional<String> given(String name) {
        return Optional.of(text(name).strip()).filter(text -> !text.isEmpty());
    }

    /// Whether a box is ticked.
    public boolean isOn(String name) {
        return values.containsKey(name);
    }

    public Typed with(String name, String value) {
        var all = new TreeMap<>(values);
        all.put(name, value);
        return new Typed(all);
    }

    /// The same with these fields, and only these, as another form has them.
    public Typed with(Collection<String> names, Typed other) {
        var all = new TreeMap<>(values);
        names.forEach(all::remove);
        names.stream().filter(other::isOn).forEach(name -> all.put(name, other.text(name)));
        return new Typed(all);
    }

    @Override
    public String toString() {
        return "typed into " + values.keySet();
    }
}
