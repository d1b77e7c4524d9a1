// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the page of the log shows.
///
/// @param older      where older entries are
/// @param newest     where the newest are, if these are not
/// @param isFiltered whether the filter may be why nothing is shown
public record AuditView(
        List<Choice> projects,
        List<Choice> events,
        List<Choice> actors,
        String from,
        String to,
        List<AuditRow> rows,
        Optional<String> older,
        Optional<String> newest,
        boolean isFiltered) {

    /// An entry of a list to choose from.
    public record Choice(String value, String label, boolean chosen) {}

    /// @param all whether the visitor may see what is of no project
    static AuditView of(JsonNode logs, JsonNode projects, Names names, AuditFilter filter, Times times, boolean all) {
        return new AuditView(
                projects(projects, filter.project(), all),
                events(filter.event()),
                actors(names, filter.actor()),
                filter.from(),
                filter.to(),
                Fields.items(logs, "auditLogs")
                        .map(entry -> AuditRow.of(entry, names, times))
                        .toList(),
                Fields.text(logs, "nextCursor").map(filter::older),
                Optional.of(filter.newest()).filter(_ -> !filter.cursor().isEmpty()),
                !filter.isEmpty());
    }

    private static List<Choice> projects(JsonNode projects, String chosen, boolean all) {
        var choices = new ArrayList<Choice>();
        if (all) {
            choices.add(new Choice("", "Project: all", chosen.isEmpty()));
        }
        Fields.items(projects, "projects").forEach(project -> {
            String slug = project.path("slug").asText();
            choices.add(new Choice(slug, "Project: " + project.path("name").asText(), slug.equals(chosen)));
        });
        return List.copyOf(choices);
    }

    private static List<Choice> events(String chosen) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "Event: all", chosen.isEmpty()));
        Arrays.stream(EventGroup.values())
                .forEach(group -> choices.add(
                        new Choice(group.word(), group.label(), group.word().equals(chosen))));
        if (choices.stream().noneMatch(Choice::chosen)) {
            choices.add(new Choice(chosen, Verb.of(chosen).words(), true));
        }
        return List.copyOf(choices);
    }

    private static List<Choice> actors(Names names, String chosen) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "Actor: all", chosen.isEmpty()));
        choices.add(new Choice("user", "All people", chosen.equals("user")));
        choices.add(new Choice("identity", "All machines", chosen.equals("identity")));
        choices.add(new Choice("platform", "Keyturn itself", chosen.equals("platform")));
        names.actors().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByValue())
                .forEach(actor -> choices.add(new Choice(
                        actor.getKey(), actor.getValue(), actor.getKey().equals(chosen))));
        if (choices.stream().noneMatch(Choice::chosen)) {
            choices.add(new Choice(chosen, chosen, true));
        }
        return List.copyOf(choices);
    }
}
