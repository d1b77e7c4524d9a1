// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A rule of a custom role: what it says, and in which words its author said it.
///
/// @param words the names of its actions, as they were sent
public record Permission(Subject subject, List<String> words, boolean inverted, List<Condition> conditions) {
    public Permission {
        words = List.copyOf(words);
        conditions = List.copyOf(conditions);
    }

    Rule rule() {
        Set<Action> actions = words.stream()
                .flatMap(name -> subject.action(name).stream())
                .flatMap(action -> subject.parts(action).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Rule(subject, actions, inverted, conditions);
    }

    /// The form in which it is kept: like the one that clients see, with every operand in a list.
    record Kept(
            String subject, List<String> action, boolean inverted, Map<String, Map<String, List<String>>> conditions) {

        static Kept of(Permission permission) {
            var conditions = new LinkedHashMap<String, Map<String, List<String>>>();
            for (var condition : permission.conditions()) {
                var tests = new LinkedHashMap<String, List<String>>();
                condition.tests().forEach(test -> tests.put(test.operator().wireName(), test.operands()));
                conditions.put(condition.attribute().wireName(), tests);
            }
            return new Kept(permission.subject().wireName(), permission.words(), permission.inverted(), conditions);
        }

        Permission permission() {
            var read = new ArrayList<Condition>();
            conditions.forEach((attribute, tests) -> read.add(condition(attribute, tests)));
            return new Permission(Subject.of(subject).orElseThrow(), action, inverted, read);
        }

        private static Condition condition(String attribute, Map<String, List<String>> tests) {
            return new Condition(
                    Attribute.of(attribute).orElseThrow(),
                    tests.entrySet().stream()
                            .map(entry -> new Condition.Test(
                                    Condition.Operator.of(entry.getKey()).orElseThrow(), entry.getValue()))
                            .toList());
        }
    }
}
