// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

/// The name of an account at a target, exactly as the target spells it. Quoting is the driver's business.
public record AccountName(String value) {
    public AccountName {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an account name has at least one character");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
