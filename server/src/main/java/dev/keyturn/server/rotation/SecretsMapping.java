// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Credential;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// The names of the secrets that hold the published set.
///
/// @param further by field, what the engine says of a set besides user name and password
public record SecretsMapping(String username, String password, SortedMap<String, String> further) {
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";

    public SecretsMapping {
        further = Collections.unmodifiableSortedMap(new TreeMap<>(further));
    }

    public SecretsMapping(String username, String password) {
        this(username, password, Collections.emptySortedMap());
    }

    public List<String> names() {
        return List.copyOf(byField().values());
    }

    /// A name that is given twice.
    public Optional<String> repeated() {
        var seen = new HashSet<String>();
        return names().stream().filter(name -> !seen.add(name)).findFirst();
    }

    /// The names by the field of a set that each secret holds, in the contract's order.
    public Map<String, String> byField() {
        var all = new LinkedHashMap<String, String>();
        all.put(USERNAME, username);
        all.put(PASSWORD, password);
        all.putAll(further);
        return Collections.unmodifiableMap(all);
    }

    /// What the secrets hold once `published` is published, by field.
    ///
    /// @param field says a further field of a set
    Map<String, String> values(Credential published, BiFunction<String, Credential, Optional<String>> field) {
        var values = new HashMap<String, String>();
        values.put(USERNAME, published.account().value());
        values.put(PASSWORD, published.password().reveal());
        for (String name : further.keySet()) {
            String value = field.apply(name, published)
                    .orElseThrow(() -> new IllegalStateException("the engine has no field " + name));
            values.put(name, value);
        }
        return values;
    }
}
