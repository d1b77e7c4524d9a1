// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

/// Why an object is refused.
///
/// @param field where in the object, `spec.version`
/// @param text  what is wrong and what to do; never a secret
public record Fault(String field, String text) {

    @Override
    public String toString() {
        return field + ": " + text;
    }
}
