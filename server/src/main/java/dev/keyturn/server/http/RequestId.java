// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.util.random.RandomGenerator;

/// Names requests in errors and log lines: `req-` and twelve letters and digits.
final class RequestId {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 12;

    private RequestId() {}

    static String next(RandomGenerator random) {
        var id = new StringBuilder("req-");
        for (var i = 0; i < LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
