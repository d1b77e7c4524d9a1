// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.part.FormState;
import dev.keyturn.server.ui.part.Typed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// Which field of the form an issue of the API is about.
final class FieldNames {
    private static final Map<String, String> BY_PATH = Map.ofEntries(
            Map.entry("connectionId", "connectionId"),
            Map.entry("isAutoRotationEnabled", "automatic"),
            Map.entry("rotationInterval", "interval"),
            Map.entry("rotateAtUtc", "at"),
            Map.entry("schedule.cron", "cron"),
            Map.entry("schedule.intervalSeconds", "every"),
            Map.entry("schedule.localTime", "at"),
            Map.entry("schedule.timeZone", "zone"),
            Map.entry("schedule.window.days", "mon"),
            Map.entry("schedule.window.from", "windowFrom"),
            Map.entry("schedule.window.to", "windowTo"),
            Map.entry("schedule.jitterSeconds", "jitter"),
            Map.entry("schedule", "rhythm"),
            Map.entry("gracePeriodSeconds", "grace"),
            Map.entry("retirement.holdWhileInUseSeconds", "hold"),
            Map.entry("parameters.permissionScope", "scope"),
            Map.entry("parameters.username1", "username1"),
            Map.entry("parameters.username2", "username2"),
            Map.entry("parameters.rotationStatement", "statement"),
            Map.entry("parameters.passwordRequirements", "length"),
            Map.entry("parameters.passwordRequirements.length", "length"),
            Map.entry("parameters.passwordRequirements.allowedSymbols", "allowed"),
            Map.entry("parameters.passwordRequirements.required", "symbols"),
            Map.entry("parameters.passwordRequirements.required.digits", "digits"),
            Map.entry("parameters.passwordRequirements.required.lowercase", "lowercase"),
            Map.entry("parameters.passwordRequirements.required.uppercase", "uppercase"),
            Map.entry("parameters.passwordRequirements.required.symbols", "symbols"),
            Map.entry("accountSetup", "ownerRole"),
            Map.entry("accountSetup.ownerRole", "ownerRole"),
            Map.entry("rotationMode", "single"),
            Map.entry("initialCredentials.username", "adopt"),
            Map.entry("initialCredentials.password", "adoptPassword"),
            Map.entry("secretsMapping.username", "mapUsername"),
            Map.entry("secretsMapping.password", "mapPassword"),
            Map.entry("name", "name"),
            Map.entry("description", "description"),
            Map.entry("environment", "environment"),
            Map.entry("secretPath", "path"));

    private FieldNames() {}

    /// The form with its issues at their fields.
    ///
    /// @param fields those that count; issues about others are left out
    static FormState form(Typed typed, List<ApiAnswer.Issue> issues, Collection<String> fields) {
        var errors = new LinkedHashMap<String, String>();
        issues.forEach(issue -> {
            String field = field(issue.path());
            if (fields.contains(field)) {
                errors.putIfAbsent(field, issue.message());
            }
        });
        return new FormState(typed.values(), errors, Optional.empty());
    }

    /// With the sentence of the API where it says no field.
    static FormState form(Typed typed, ApiAnswer refused, Collection<String> fields) {
        FormState form = form(typed, refused.issues(), fields);
        return form.isRefused() ? form : new FormState(typed.values(), Map.of(), Optional.of(refused.message()));
    }

    /// The nearest field outwards; empty if there is none.
    private static String field(String path) {
        String known = BY_PATH.get(path);
        int dot = path.lastIndexOf('.');
        return known != null ? known : dot < 0 ? "" : field(path.substring(0, dot));
    }

    /// The issues of a preview, as those of a refusal.
    static List<ApiAnswer.Issue> issues(JsonNode list) {
        var issues = new ArrayList<ApiAnswer.Issue>();
        list.forEach(issue -> {
            var path = new StringJoiner(".");
            issue.path("path").forEach(segment -> path.add(segment.asText()));
            issues.add(
                    new ApiAnswer.Issue(path.toString(), issue.path("message").asText()));
        });
        return List.copyOf(issues);
    }
}
