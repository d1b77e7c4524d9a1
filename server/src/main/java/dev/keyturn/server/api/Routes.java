// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.http.Verb.GET;

import dev.keyturn.server.http.Route;
import java.util.List;

/// The table of contents of the API: every route there is, in the order of the contract. A path without a line here
/// answers 404.
public final class Routes {
    private Routes() {}

    public static List<Route> of(Resources at) {
        return List.of(
                Route.of(GET, "/api/status", at.status()::state),
                Route.of(GET, "/livez", at.status()::alive),
                Route.of(GET, "/readyz", at.status()::ready));
    }
}
