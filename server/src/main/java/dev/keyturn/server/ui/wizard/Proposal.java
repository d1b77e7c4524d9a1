// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Typed;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/// What stands in the fields before somebody types: of a new rotation what is usual, of one that exists what it has.
final class Proposal {
    private static final String ON = "on";

    private Proposal() {}

    static Typed of(Kind kind, ZoneId zone) {
        var fields = new HashMap<String, String>();
        fields.put("type", kind.type());
        fields.put("automatic", ON);
        fields.put("interval", "30");
        fields.put("at", "03:15");
        fields.put("atZone", zone.getId());
        fields.put("zone", zone.getId());
        fields.put("rhythm", Wish.BUILT_IN);
        fields.put("everyUnit", "hours");
        fields.put("graceUnit", "hours");
        fields.put("holdUnit", "hours");
        requirements(fields, 48, 1, 1, 1, 0);
        if (!kind.isSql()) {
            fields.put("scope", "~* +@all");
        }
        fields.put("mapUsername", kind.username());
        fields.put("mapPassword", kind.password());
        return new Typed(fields);
    }

    private static void requirements(
            Map<String, String> fields, int length, int digits, int lowercase, int uppercase, int symbols) {
        fields.put("length", Integer.toString(length));
        fields.put("digits", Integer.toString(digits));
        fields.put("lowercase", Integer.toString(lowercase));
        fields.put("uppercase", Integer.toString(uppercase));
        fields.put("symbols", Integer.toString(symbols));
    }

    /// @param rotation as the API answers it
    static Typed of(Kind kind, JsonNode rotation, ZoneId zone, Instant now) {
        var fields = new HashMap<>(of(kind, zone).values());
        fields.put("connectionId", rotation.path("connectionId").asText());
        fields.put("environment", rotation.at("/environment/slug").asText());
        fields.put("path", rotation.at("/folder/path").asText());
        fields.put("interval", rotation.path("rotationInterval").asText());
        tick(fields, "automatic", rotation.path("isAutoRotationEnabled").asBoolean());
        LocalTime utc = LocalTime.of(
                rotation.at("/rotateAtUtc/hours").asInt(),
                rotation.at("/rotateAtUtc/minutes").asInt());
        fields.put("at", Clocks.fromUtc(utc, zone, now).toString());
        schedule(fields, rotation.path("schedule"));
        overlap(fields, rotation);
        parameters(fields, rotation.path("parameters"));
        tick(fields, "single", rotation.path("rotationMode").asText().equals("single-user"));
        tick(fields, "createMissing", rotation.at("/accountSetup/createMissing").asBoolean());
        text(fields, "ownerRole", rotation.at("/accountSetup/ownerRole"));
        fields.put("mapUsername", rotation.at("/secretsMapping/username").asText());
        fields.put("mapPassword", rotation.at("/secretsMapping/password").asText());
        fields.put("name", rotation.path("name").asText());
        text(fields, "description", rotation.path("description"));
        return new Typed(fields);
    }

    private static void schedule(Map<String, String> fields, JsonNode schedule) {
        if (!schedule.isObject()) {
            return;
        }
        if (schedule.hasNonNull("cron")) {
            fields.put("rhythm", "cron");
            text(fields, "cron", schedule.path("cron"));
        } else if (schedule.hasNonNull("intervalSeconds")) {
            fields.put("rhythm", "interval");
            duration(fields, "every", schedule.path("intervalSeconds").asLong());
        } else {
            fields.put("rhythm", "local");
            text(fields, "at", schedule.path("localTime"));
        }
        text(fields, "zone", schedule.path("timeZone"));
        text(fields, "jitter", schedule.path("jitterSeconds"));
        text(fields, "windowFrom", schedule.at("/window/from"));
        text(fields, "windowTo", schedule.at("/window/to"));
        schedule.at("/window/days").forEach(day -> fields.put(day.asText(), ON));
    }

    private static void overlap(Map<String, String> fields, JsonNode rotation) {
        if (rotation.hasNonNull("gracePeriodSeconds")) {
            duration(fields, "grace", rotation.path("gracePeriodSeconds").asLong());
        }
        long hold = rotation.at("/retirement/holdWhileInUseSeconds").asLong();
        if (hold > 0) {
            duration(fields, "hold", hold);
        }
        tick(fields, "disconnect", rotation.at("/retirement/disconnectClients").asBoolean());
    }

    private static void parameters(Map<String, String> fields, JsonNode parameters) {
        text(fields, "scope", parameters.path("permissionScope"));
        text(fields, "username1", parameters.path("username1"));
        text(fields, "username2", parameters.path("username2"));
        text(fields, "statement", parameters.path("rotationStatement"));
        JsonNode wanted = parameters.path("passwordRequirements");
        text(fields, "length", wanted.path("length"));
        text(fields, "allowed", wanted.path("allowedSymbols"));
        wanted.path("required").properties().forEach(count -> text(fields, count.getKey(), count.getValue()));
    }

    /// In the greatest unit of which it is a whole number; below a minute in seconds.
    private static void duration(Map<String, String> fields, String name, long seconds) {
        String unit = seconds % 86_400 == 0
                ? "days"
                : seconds % 3_600 == 0 ? "hours" : seconds % 60 == 0 ? "minutes" : "seconds";
        long divisor = Wish.UNITS.getOrDefault(unit, 1L);
        fields.put(name, Long.toString(seconds / divisor));
        fields.put(name + "Unit", unit);
    }

    private static void text(Map<String, String> fields, String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            fields.put(name, value.asText());
        }
    }

    private static void tick(Map<String, String> fields, String name, boolean on) {
        if (on) {
            fields.put(name, ON);
        } else {
            fields.remove(name);
        }
    }
}
