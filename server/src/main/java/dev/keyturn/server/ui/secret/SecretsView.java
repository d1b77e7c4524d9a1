// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the page of secrets shows: folders, then rotations, then other secrets, each by name.
///
/// @param crumbs project, environment and each folder on the way; the last one is where we are
/// @param total  how much is there without the filter
public record SecretsView(
        SecretsAddress address,
        String projectName,
        String environmentName,
        List<Link> tabs,
        List<Link> crumbs,
        Counts total,
        List<FolderRow> folders,
        List<RotationRow> rotations,
        List<SecretRow> secrets) {

    /// @param current whether it leads here
    public record Link(String text, String href, boolean current) {}

    public record Counts(int folders, int rotations, int secrets) {
        public boolean isNothing() {
            return folders + rotations + secrets == 0;
        }
    }

    /// What the API answered.
    ///
    /// @param project   the bare project
    /// @param folders   those in this folder
    /// @param rotations all of the project
    /// @param sets      the newest sets of each rotation of this folder, by its id
    /// @param secrets   those in this folder, without values
    record Answers(
            JsonNode project,
            JsonNode folders,
            List<JsonNode> rotations,
            Map<String, List<JsonNode>> sets,
            JsonNode secrets) {}

    static SecretsView of(Answers answers, SecretsAddress address, Words words) {
        List<FolderRow> folders = Fields.items(answers.folders, "folders")
                .map(folder -> FolderRow.of(folder, address, words.times()))
                .sorted(Comparator.comparing(FolderRow::name))
                .toList();
        List<SecretRow> secrets = Fields.items(answers.secrets, "secrets")
                .filter(secret -> secret.path("type").asText().equals("shared"))
                .map(secret -> SecretRow.of(secret, address, words.times()))
                .sorted(Comparator.comparing(SecretRow::name))
                .toList();
        List<RotationRow> rotations = rotations(answers, secrets, address, words);
        var written = rotations.stream().map(RotationRow::id).collect(Collectors.toUnmodifiableSet());
        var fits = filter(address.filter());
        return new SecretsView(
                address,
                answers.project.path("name").asText(),
                environment(answers.project, address),
                tabs(answers.project, address),
                crumbs(answers.project, address),
                new Counts(folders.size(), rotations.size(), secrets.size()),
                folders.stream().filter(folder -> fits.test(folder.name())).toList(),
                filtered(rotations, fits),
                secrets.stream()
                        .filter(secret ->
                                !secret.rotation().map(written::contains).orElse(false))
                        .filter(secret -> fits.test(secret.name()))
                        .toList());
    }

    private static List<RotationRow> rotations(
            Answers answers, List<SecretRow> secrets, SecretsAddress address, Words words) {
        return here(answers.rotations, address)
                .map(rotation -> {
                    String id = rotation.path("id").asText();
                    List<SecretRow> own = secrets.stream()
                            .filter(secret ->
                                    secret.rotation().filter(id::equals).isPresent())
                            .toList();
                    return RotationRow.of(rotation, answers.sets.getOrDefault(id, List.of()), own, address, words);
                })
                .sorted(Comparator.comparing(RotationRow::name))
                .toList();
    }

    /// Those of the folder.
    static Stream<JsonNode> here(List<JsonNode> rotations, SecretsAddress address) {
        return rotations.stream()
                .filter(rotation ->
                        rotation.path("environment").path("slug").asText().equals(address.environment())
                                && rotation.path("folder").path("path").asText().equals(address.path()));
    }

    /// A rotation stays with all its secrets if its own name fits, else with those that fit, which are then shown.
    private static List<RotationRow> filtered(List<RotationRow> rotations, Predicate<String> fits) {
        var left = new ArrayList<RotationRow>();
        for (var row : rotations) {
            List<SecretRow> named = row.secrets().stream()
                    .filter(secret -> fits.test(secret.name()))
                    .toList();
            if (fits.test(row.name())) {
                left.add(row);
            } else if (!named.isEmpty()) {
                left.add(row.with(named, true));
            }
        }
        return List.copyOf(left);
    }

    private static Predicate<String> filter(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return name -> name.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static List<Link> tabs(JsonNode project, SecretsAddress address) {
        return Fields.items(project, "environments")
                .map(environment -> {
                    String slug = environment.path("slug").asText();
                    return new Link(
                            environment.path("name").asText(),
                            address.in(slug).href(),
                            slug.equals(address.environment()));
                })
                .toList();
    }

    private static String environment(JsonNode project, SecretsAddress address) {
        return tabs(project, address).stream()
                .filter(Link::current)
                .map(Link::text)
                .findFirst()
                .orElse(address.environment());
    }

    private static List<Link> crumbs(JsonNode project, SecretsAddress address) {
        var crumbs = new ArrayList<Link>();
        crumbs.add(new Link(project.path("name").asText(), "/projects", false));
        crumbs.add(new Link(environment(project, address), address.to("/").href(), false));
        var names = address.names();
        if (names.isEmpty()) {
            crumbs.add(new Link("/", address.to("/").href(), true));
        }
        for (int i = 0; i < names.size(); i++) {
            String path = "/" + String.join("/", names.subList(0, i + 1));
            crumbs.add(new Link(
                    (i == 0 ? "/" : "") + names.get(i), address.to(path).href(), i == names.size() - 1));
        }
        return List.copyOf(crumbs);
    }

    /// The secret of that name that nobody rotates.
    Optional<SecretRow> secret(String name) {
        return secrets.stream()
                .filter(secret -> secret.name().equals(name) && !secret.isRotated())
                .findFirst();
    }

    Optional<FolderRow> folder(String name) {
        return folders.stream().filter(folder -> folder.name().equals(name)).findFirst();
    }

    /// Nothing is here, and nothing was left out.
    public boolean isEmpty() {
        return total.isNothing();
    }

    /// Something is here, and nothing of it fits the filter.
    public boolean isFilteredAway() {
        return !isEmpty() && folders.isEmpty() && rotations.isEmpty() && secrets.isEmpty();
    }

    /// Where everything is shown again.
    public String unfiltered() {
        return address.unfiltered().href();
    }
}
