// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.part.Typed;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns what was typed into the body that makes or changes a rotation (contract §2.2, §13.2). What is no number or no
/// time goes on as it is: the API says so in its own words.
record Wish(Kind kind, Typed typed, Instant now) {
    static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    static final Map<String, Long> UNITS = Map.of("minutes", 60L, "hours", 3_600L, "days", 86_400L);

    /// The rhythm of the contract: days, and a clock in UTC.
    static final String BUILT_IN = "days";

    /// The body of a PATCH: every field, those without a value cleared.
    ObjectNode changes() {
        ObjectNode body = Json.object();
        body.put("name", typed.text("name").strip());
        typed.given("description")
                .ifPresentOrElse(text -> body.put("description", text), () -> body.putNull("description"));
        typed.given("connectionId").ifPresent(id -> body.put("connectionId", id));
        body.put("isAutoRotationEnabled", typed.isOn("automatic"));
        timing(body);
        overlap(body);
        parameters(body.putObject("parameters"));
        setup(body);
        body.putObject("secretsMapping")
                .put("username", typed.text("mapUsername").strip())
                .put("password", typed.text("mapPassword").strip());
        return body;
    }

    /// The body of a create.
    ///
    /// @param project its id
    ObjectNode creation(String project) {
        ObjectNode body = changes();
        body.put("projectId", project)
                .put("environment", typed.text("environment"))
                .put("secretPath", typed.text("path"))
                .put("rotationMode", typed.isOn("single") ? "single-user" : "alternating-users");
        return body;
    }

    private void timing(ObjectNode body) {
        typed.given("interval").ifPresent(days -> number(body, "rotationInterval", days));
        Optional<LocalTime> at = Clocks.read(typed.text("at"));
        boolean isLocal = typed.text("rhythm").equals("local");
        typed.given("at").filter(_ -> !isLocal).ifPresent(text -> {
            ObjectNode clock = body.putObject("rotateAtUtc");
            LocalTime utc = at.map(local -> Clocks.toUtc(local, Clocks.zone(typed.text("atZone")), now))
                    .orElse(LocalTime.MIDNIGHT);
            if (at.isPresent()) {
                clock.put("hours", utc.getHour()).put("minutes", utc.getMinute());
            } else {
                clock.put("hours", text).put("minutes", 0);
            }
        });
        schedule(body);
    }

    private void schedule(ObjectNode body) {
        ObjectNode schedule = Json.object();
        switch (typed.text("rhythm")) {
            case "cron" -> schedule.put("cron", typed.text("cron").strip());
            case "interval" -> duration(schedule, "intervalSeconds", "every");
            case "local" -> schedule.put("localTime", typed.text("at").strip());
            default -> {}
        }
        window().ifPresent(window -> schedule.set("window", window));
        typed.given("jitter")
                .filter(text -> !text.equals("0"))
                .ifPresent(text -> number(schedule, "jitterSeconds", text));
        if (schedule.isEmpty()) {
            body.putNull("schedule");
        } else {
            typed.given("zone").ifPresent(zone -> schedule.put("timeZone", zone));
            body.set("schedule", schedule);
        }
    }

    private Optional<ObjectNode> window() {
        if (typed.given("windowFrom").isEmpty() && typed.given("windowTo").isEmpty()) {
            return Optional.empty();
        }
        ObjectNode window = Json.object();
        window.put("from", typed.text("windowFrom").strip())
                .put("to", typed.text("windowTo").strip());
        List<String> days = DAYS.stream().filter(typed::isOn).toList();
        if (!days.isEmpty()) {
            ArrayNode list = window.putArray("days");
            days.forEach(list::add);
        }
        return Optional.of(window);
    }

    private void overlap(ObjectNode body) {
        if (typed.given("grace").isEmpty()) {
            body.putNull("gracePeriodSeconds");
        } else {
            duration(body, "gracePeriodSeconds", "grace");
        }
        ObjectNode retirement = body.putObject("retirement");
        duration(retirement, "holdWhileInUseSeconds", "hold");
        retirement.put("disconnectClients", typed.isOn("disconnect"));
    }

    private void parameters(ObjectNode parameters) {
        if (kind.isSql()) {
            parameters.put("username1", typed.text("username1").strip());
            typed.given("username2").ifPresent(name -> parameters.put("username2", name));
            typed.given("statement").ifPresent(text -> parameters.put("rotationStatement", text));
        } else {
            parameters.put("permissionScope", typed.text("scope").strip());
        }
        ObjectNode wanted = parameters.putObject("passwordRequirements");
        number(wanted, "length", typed.text("length"));
        ObjectNode required = wanted.putObject("required");
        List.of("digits", "lowercase", "uppercase", "symbols")
                .forEach(name -> number(required, name, typed.text(name)));
        typed.given("allowed").ifPresent(symbols -> wanted.put("allowedSymbols", symbols));
    }

    private void setup(ObjectNode body) {
        if (kind.isSql()) {
            ObjectNode setup = body.putObject("accountSetup").put("createMissing", typed.isOn("createMissing"));
            typed.given("ownerRole").ifPresent(role -> setup.put("ownerRole", role));
        }
    }

    /// A number with its unit, as seconds.
    private void duration(ObjectNode to, String field, String name) {
        String text = typed.text(name).strip();
        long unit = UNITS.getOrDefault(typed.text(name + "Unit"), 1L);
        if (text.matches("[0-9]{1,9}")) {
            to.put(field, Long.parseLong(text) * unit);
        } else if (!text.isEmpty()) {
            to.put(field, text);
        }
    }

    private static void number(ObjectNode to, String field, String text) {
        String number = text.strip();
        if (number.matches("-?[0-9]{1,15}")) {
            to.put(field, Long.parseLong(number));
        } else if (!number.isEmpty()) {
            to.put(field, number);
        }
    }
}
