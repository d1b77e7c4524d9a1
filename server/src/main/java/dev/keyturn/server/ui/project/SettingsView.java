// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.part.Ask;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.FormState;
import dev.keyturn.server.ui.part.Rights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the settings of a project show.
///
/// @param members    empty if the visitor may not see them
/// @param candidates who could become a member; empty if the visitor may not see who there is
/// @param roles      empty if the visitor may not see them
/// @param rotations  how many keep the project from being deleted
public record SettingsView(
        String id,
        String name,
        String slug,
        String description,
        List<Environment> environments,
        List<Member> members,
        List<Choice> candidates,
        List<Role> roles,
        int rotations,
        Rights rights,
        Optional<Ask> ask) {

    public record Environment(String id, String name, String slug) {}

    /// @param roles slugs
    public record Member(String id, String name, List<String> roles) {
        public String roleNames() {
            return String.join(", ", roles);
        }
    }

    public record Choice(String value, String label) {}

    /// @param own   made by this project, so it can be deleted
    /// @param rules in words
    public record Role(String id, String slug, String name, String description, boolean own, List<String> rules) {}

    /// What the API answered; missing where the visitor may not ask.
    record Answers(
            JsonNode project,
            JsonNode members,
            JsonNode identities,
            JsonNode people,
            JsonNode roles,
            JsonNode rotations) {}

    static SettingsView of(Answers said, Rights rights) {
        JsonNode project = said.project;
        List<Member> members = Fields.items(said.members, "identityMemberships")
                .map(SettingsView::member)
                .toList();
        return new SettingsView(
                project.path("id").asText(),
                project.path("name").asText(),
                project.path("slug").asText(),
                Fields.text(project, "description").orElse(""),
                Fields.items(project, "environments")
                        .map(environment -> new Environment(
                                environment.path("id").asText(),
                                environment.path("name").asText(),
                                environment.path("slug").asText()))
                        .toList(),
                members,
                candidates(said, members),
                Fields.items(said.roles, "roles").map(SettingsView::role).toList(),
                said.rotations.path("secretRotations").size(),
                rights,
                Optional.empty());
    }

    private static Member member(JsonNode membership) {
        return new Member(
                membership.path("identity").path("id").asText(),
                membership.path("identity").path("name").asText(),
                Fields.items(membership, "roles")
                        .map(role -> Fields.text(role, "customRoleSlug")
                                .orElse(role.path("role").asText()))
                        .toList());
    }

    private static List<Choice> candidates(Answers said, List<Member> members) {
        var present = members.stream().map(Member::id).collect(Collectors.toUnmodifiableSet());
        return Stream.concat(
                        Fields.items(said.people, "users")
                                .map(user -> new Choice(
                                        user.path("id").asText(),
                                        user.path("email").asText())),
                        Fields.items(said.identities, "identities")
                                .map(machine -> new Choice(
                                        machine.path("id").asText(),
                                        machine.path("name").asText() + " (machine)")))
                .filter(choice -> !present.contains(choice.value()))
                .toList();
    }

    private static Role role(JsonNode role) {
        return new Role(
                role.path("id").asText(),
                role.path("slug").asText(),
                role.path("name").asText(),
                Fields.text(role, "description").orElse(""),
                !role.path("createdAt").isNull(),
                Fields.items(role, "permissions").map(RuleWords::of).toList());
    }

    public String address() {
        return ProjectRow.address(slug) + "/settings";
    }

    public String asking(String what, String about) {
        return address() + "?ask=" + what + (about.isEmpty() ? "" : "&id=" + about);
    }

    /// Where a form is sent.
    public String form(String what, String about) {
        return address() + "/" + what + (about.isEmpty() ? "" : "?id=" + about);
    }

    /// The form of its name, as it is stored.
    public FormState general() {
        return FormState.filled(Map.of("name", name, "slug", slug, "description", description));
    }

    public String secretsOf(Environment environment) {
        return ProjectRow.address(slug) + "/" + ConsoleApi.encoded(environment.slug()) + "/secrets?path=/";
    }

    public String slugOf(String about) {
        return environment(about).map(Environment::slug).orElse("");
    }

    SettingsView with(Optional<Ask> question) {
        return new SettingsView(
                id, name, slug, description, environments, members, candidates, roles, rotations, rights, question);
    }

    Optional<Environment> environment(String about) {
        return environments.stream().filter(one -> one.id().equals(about)).findFirst();
    }

    Optional<Member> member(String about) {
        return members.stream().filter(one -> one.id().equals(about)).findFirst();
    }

    Optional<Role> role(String about) {
        return roles.stream().filter(one -> one.id().equals(about)).findFirst();
    }
}
