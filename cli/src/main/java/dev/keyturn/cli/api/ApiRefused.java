// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.api;

import java.io.IOException;

/// The server answered, but not with a success. The message holds its own words.
public final class ApiRefused extends IOException {

    private static final long serialVersionUID = 1;

    ApiRefused(String request, int status, String message) {
        super("%s was answered with %d: %s".formatted(request, status, message));
    }
}
