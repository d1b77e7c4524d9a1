// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Allows actions on a subject, or forbids them, where its conditions hold.
///
/// @param inverted whether it forbids
record Rule(Subject subject, Set<Action> actions, boolean inverted, List<Condition> conditions) {
    Rule {
        actions = Set.copyOf(actions);
        conditions = List.copyOf(conditions);
    }

    static Rule allowing(Subject subject, Set<Action> actions) {
        return new Rule(subject, actions, false, List.of());
    }

    boolean isAbout(Action action, Subject other) {
        return subject == other && actions.contains(action);
    }

    /// Whether it allows that, for certain.
    boolean allows(Action action, Subject other, Scope scope) {
        return !inverted && isAbout(action, other) && holds(scope, false);
    }

    /// Whether it forbids that, for all that is known.
    boolean forbids(Action action, Subject other, Scope scope) {
        return inverted && isAbout(action, other) && holds(scope, true);
    }

    private boolean holds(Scope scope, boolean ifUnknown) {
        return conditions.stream().allMatch(condition -> condition.holds(scope).orElse(ifUnknown));
    }

    /// Whether it holds wherever the other does, as far as can be told at a glance: it has no condition that the other
    /// lacks.
    boolean isAtLeastAsWideAs(Rule other) {
        return other.conditions.containsAll(conditions);
    }

    /// How an error shows it.
    Shown shown(Action asked) {
        var attributes = new LinkedHashMap<String, Object>();
        conditions.forEach(condition -> attributes.put(condition.attribute().wireName(), condition.operators()));
        return new Shown(
                asked.wireName(),
                inverted,
                subject.wireName(),
                Optional.of(Map.copyOf(attributes)).filter(map -> !map.isEmpty()));
    }

    record Shown(String action, boolean inverted, String subject, Optional<Map<String, Object>> conditions) {}
}
