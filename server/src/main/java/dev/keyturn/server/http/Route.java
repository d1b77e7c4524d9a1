// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

/// One line of the table of routes.
public record Route(Verb verb, PathTemplate path, Handler handler) {
    public static Route of(Verb verb, String template, Handler handler) {
        return new Route(verb, PathTemplate.of(template), handler);
    }
}
