// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.util.Optional;

/// One line of the table of routes.
///
/// @param event what the audit log calls it, if it is told of it
public record Route(Verb verb, PathTemplate path, Handler handler, Optional<String> event) {
    public static Route of(Verb verb, String template, Handler handler) {
        return new Route(verb, PathTemplate.of(template), handler, Optional.empty());
    }

    public Route recordedAs(String type) {
        return new Route(verb, path, handler, Optional.of(type));
    }
}
