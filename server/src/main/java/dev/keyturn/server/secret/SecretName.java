// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

/// What a secret may be called (contract §15.3). A `/` is part of the name.
public final class SecretName {
    public static final String RULE =
            "A secret name has 1 to 255 characters, no colon, no control character and no space at its ends";
    public static final String RULE_FOR_MAPPINGS =
            "A mapped secret name has 1 to 255 characters, no colon, no control character and no space";

    private static final int LONGEST = 255;

    private SecretName() {}

    public static boolean isValid(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && name.strip().equals(name)
                && name.indexOf(':') < 0
                && name.chars().noneMatch(Character::isISOControl);
    }

    /// The stricter rule for names that a rotation publishes.
    public static boolean isValidInMapping(String name) {
        return isValid(name) && name.chars().noneMatch(Character::isWhitespace);
    }
}
