// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a rule asks of one attribute: every test has to hold.
public record Condition(Attribute attribute, List<Test> tests) {
    public Condition {
        tests = List.copyOf(tests);
    }

    /// How a value is compared, by the names that clients know.
    public enum Operator {
        EQUAL("$eq"),
        NOT_EQUAL("$ne"),
        ONE_OF("$in"),
        LIKE("$glob");

        private final String wireName;

        Operator(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        public static Optional<Operator> of(String wireName) {
            return Arrays.stream(values())
                    .filter(operator -> operator.wireName.equals(wireName))
                    .findFirst();
        }
    }

    /// One comparison.
    ///
    /// @param operands one, but for [Operator#ONE_OF]
    public record Test(Operator operator, List<String> operands) {
        public Test {
            operands = List.copyOf(operands);
        }

        boolean holds(String value) {
            return switch (operator) {
                case EQUAL, ONE_OF -> operands.contains(value);
                case NOT_EQUAL -> !operands.contains(value);
                case LIKE -> operands.stream().anyMatch(pattern -> new Glob(pattern).matches(value));
            };
        }
    }

    /// Empty if the scope does not say what is asked for.
    Optional<Boolean> holds(Scope scope) {
        return scope.value(attribute).map(value -> tests.stream().allMatch(test -> test.holds(value)));
    }

    /// As clients write it.
    public Map<String, Object> operators() {
        var operators = new LinkedHashMap<String, Object>();
        for (var test : tests) {
            Object operand = test.operator() == Operator.ONE_OF
                    ? test.operands()
                    : test.operands().getFirst();
            operators.put(test.operator().wireName(), operand);
        }
        return operators;
    }
}
