// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.connection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A connection in the list.
///
/// @param engine  as people call it
/// @param server  where it leads, with how many nodes more
/// @param said    beside the badge: how many nodes logged in, or why they did not
/// @param checked when that was
/// @param users   the rotations that use it
public record ConnectionRow(
        String id,
        String name,
        String engine,
        String server,
        Badge login,
        String said,
        Optional<Moment> checked,
        boolean encrypted,
        List<Used> users) {

    /// A rotation that uses a connection.
    public record Used(String name, String address) {}

    /// Those that are refused come first.
    static final Comparator<ConnectionRow> ORDER =
            Comparator.comparing((ConnectionRow row) -> !row.isRefused()).thenComparing(ConnectionRow::name);

    /// @param connection as the API answers it
    static ConnectionRow of(JsonNode connection, String engine, List<Used> users, Times times) {
        JsonNode health = connection.path("health");
        return new ConnectionRow(
                connection.path("id").asText(),
                connection.path("name").asText(),
                engine,
                server(connection),
                badge(health),
                said(health),
                Optional.of(health.path("checkedAt"))
                        .filter(JsonNode::isTextual)
                        .map(at -> times.near(Instant.parse(at.asText()))),
                connection.at("/credentials/sslEnabled").asBoolean(),
                users);
    }

    private static String server(JsonNode connection) {
        JsonNode credentials = connection.path("credentials");
        String first = credentials.path("host").asText() + ":"
                + credentials.path("port").asText();
        int nodes = Math.max(
                connection.path("nodes").size(), connection.at("/health/nodes").size());
        return nodes > 1 ? "%s and %d more".formatted(first, nodes - 1) : first;
    }

    private static Badge badge(JsonNode health) {
        return switch (health.path("status").asText()) {
            case "ok" -> new Badge("Logs in", "circle-check", Badge.Colour.OK);
            case "failing" -> new Badge("Refused", "circle-x", Badge.Colour.BAD);
            default -> new Badge("Not checked", "help-circle", Badge.Colour.OFF);
        };
    }

    private static String said(JsonNode health) {
        if (health.path("status").asText().equals("failing")) {
            return health.path("message").asText("");
        }
        JsonNode nodes = health.path("nodes");
        long well =
                nodes.findValuesAsText("status").stream().filter("ok"::equals).count();
        return nodes.size() > 1 ? "%d of %d nodes".formatted(well, nodes.size()) : "";
    }

    public boolean isRefused() {
        return login.colour() == Badge.Colour.BAD;
    }

    /// `1 rotation`.
    public String usedBy() {
        return users.isEmpty() ? "not used" : users.size() == 1 ? "1 rotation" : users.size() + " rotations";
    }
}
