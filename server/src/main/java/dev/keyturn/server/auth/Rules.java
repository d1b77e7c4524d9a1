// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.util.List;

/// The rules of all roles that a caller has in a project: roles add up, and what one rule forbids no other allows.
record Rules(List<Rule> all) {
    Rules {
        all = List.copyOf(all);
    }

    boolean allow(Action action, Subject subject, Scope scope) {
        var parts = subject.parts(action);
        return !parts.isEmpty() && parts.stream().allMatch(part -> allowPart(part, subject, scope));
    }

    private boolean allowPart(Action action, Subject subject, Scope scope) {
        return all.stream().anyMatch(rule -> rule.allows(action, subject, scope))
                && all.stream().noneMatch(rule -> rule.forbids(action, subject, scope));
    }

    /// Whether there may be something in the project with which it is allowed.
    boolean allowSomewhere(Action action, Subject subject) {
        var parts = subject.parts(action);
        return !parts.isEmpty()
                && parts.stream()
                        .allMatch(part -> all.stream().anyMatch(rule -> !rule.inverted() && rule.isAbout(part, subject))
                                && all.stream()
                                        .noneMatch(rule -> rule.inverted()
                                                && rule.conditions().isEmpty()
                                                && rule.isAbout(part, subject)));
    }

    /// Whether whoever has these rules may do all that the others allow: for each right an own one with no further
    /// condition, and no own prohibition that the others lack.
    boolean cover(Rules others) {
        return others.all.stream()
                .filter(rule -> !rule.inverted())
                .allMatch(rule -> rule.actions().stream().allMatch(action -> cover(rule, action, others)));
    }

    private boolean cover(Rule rule, Action action, Rules others) {
        var mine = about(all, action, rule.subject());
        var theirs = about(others.all, action, rule.subject());
        return mine.stream().anyMatch(own -> !own.inverted() && own.isAtLeastAsWideAs(rule))
                && mine.stream()
                        .filter(Rule::inverted)
                        .allMatch(own ->
                                theirs.stream().anyMatch(other -> other.inverted() && other.isAtLeastAsWideAs(own)));
    }

    private static List<Rule> about(List<Rule> rules, Action action, Subject subject) {
        return rules.stream().filter(rule -> rule.isAbout(action, subject)).toList();
    }

    /// Those that speak about an action, for an error.
    List<Rule.Shown> about(Action action, Subject subject) {
        return all.stream()
                .filter(rule -> subject.parts(action).stream().anyMatch(part -> rule.isAbout(part, subject)))
                .map(rule -> rule.shown(action))
                .toList();
    }
}
