// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a rule asks of one attribute: every test has to hold.
record Condition(Attribute attribute, List<Test> tests) {
    Condition {
        tests = List.copyOf(tests);
    }

    /// One operator with its operand.
    sealed interface Test {
        boolean holds(String value);

        record Equal(String other) implements Test {
            @Override
            public boolean holds(String value) {
                return value.equals(other);
            }
        }

        record NotEqual(String other) implements Test {
            @Override
            public boolean holds(String value) {
                return !value.equals(other);
            }
        }

        record OneOf(List<String> others) implements Test {
            public OneOf {
                others = List.copyOf(others);
            }

            @Override
            public boolean holds(String value) {
                return others.contains(value);
            }
        }

        record Like(Glob glob) implements Test {
            @Override
            public boolean holds(String value) {
                return glob.matches(value);
            }
        }
    }

    /// Empty if the scope does not say what is asked for.
    Optional<Boolean> holds(Scope scope) {
        return scope.value(attribute).map(value -> tests.stream().allMatch(test -> test.holds(value)));
    }

    /// As clients write it.
    Map<String, Object> operators() {
        var operators = new LinkedHashMap<String, Object>();
        for (var test : tests) {
            switch (test) {
                case Test.Equal(var other) -> operators.put("$eq", other);
                case Test.NotEqual(var other) -> operators.put("$ne", other);
                case Test.OneOf(var others) -> operators.put("$in", others);
                case Test.Like(var glob) -> operators.put("$glob", glob.pattern());
            }
        }
        return operators;
    }
}
