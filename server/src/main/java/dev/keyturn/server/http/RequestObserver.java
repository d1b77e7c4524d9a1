// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.time.Duration;

/// Told of each request that found its route and was answered. It must not throw.
@FunctionalInterface
public interface RequestObserver {
    /// @param verb  `GET`, `POST`, …
    /// @param route the template of the path: `/api/v2/secret-rotations/{type}/{id}`
    /// @param took  until the answer was ready to be sent
    void answered(String verb, String route, int status, Duration took);
}
