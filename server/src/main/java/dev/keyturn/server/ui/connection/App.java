// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/// A kind of connection that the server offers.
///
/// @param app     as the API calls it: `redis`
/// @param managed whether the server can take over the account's own password
public record App(String app, String name, boolean managed) {

    /// @param options as the API answers them
    static List<App> of(JsonNode options) {
        return StreamSupport.stream(options.path("appConnectionOptions").spliterator(), false)
                .map(one -> new App(
                        one.path("app").asText(),
                        one.path("name").asText(),
                        one.path("supportsPlatformManagement").asBoolean()))
                .toList();
    }

    /// One that is not offered any more goes by its own name.
    static App named(List<App> apps, String app) {
        return apps.stream().filter(one -> one.app().equals(app)).findFirst().orElseGet(() -> new App(app, app, false));
    }
}
