// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.postgres;

import java.security.SecureRandom;
import java.util.Base64;

/// Passwords that need no quoting anywhere.
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 18;

    private Secrets() {}

    static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
