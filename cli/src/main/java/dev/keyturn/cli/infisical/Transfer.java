// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.infisical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.cli.api.ApiClient;
import dev.keyturn.cli.api.ApiRefused;
import dev.keyturn.cli.infisical.Side.Project;
import dev.keyturn.cli.infisical.Side.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One import. What is there already is left as it is, so that it can be repeated until nothing is left out.
public final class Transfer {
    private final Side from;
    private final Side to;
    private final Wish wish;
    private final Report report;

    private Transfer(ApiClient from, ApiClient to, Wish wish, PrintWriter out) {
        this.from = new Side(from);
        this.to = new Side(to);
        this.wish = wish;
        this.report = new Report(out, wish.dry());
    }

    /// What is to be brought over.
    ///
    /// @param projects  ids or slugs; none: all that can be seen
    /// @param dry       whether nothing is to be made
    /// @param rotating  whether rotations go on to run by themselves on the new server, as they did on the old one
    /// @param passwords what to add to the credentials of connections, by their names: no API gives it away
    public record Wish(Set<String> projects, boolean dry, boolean rotating, Map<String, Opaque> passwords) {
        public Wish {
            projects = Set.copyOf(projects);
            passwords = Map.copyOf(passwords);
        }
    }

    /// @return whether nothing was left out
    public static boolean run(ApiClient from, ApiClient to, Wish wish, PrintWriter out)
            throws IOException, InterruptedException {
        return new Transfer(from, to, wish, out).run();
    }

    private boolean run() throws IOException, InterruptedException {
        List<Project> there = to.projects();
        List<Project> wanted = from.projects().stream()
                .filter(project -> wish.projects().isEmpty()
                        || wish.projects().contains(project.id())
                        || wish.projects().contains(project.slug()))
                .toList();
        wish.projects().stream()
                .filter(name -> wanted.stream()
                        .noneMatch(each -> Set.of(each.id(), each.slug()).contains(name)))
                .forEach(name -> report.leftOut("project " + name, "there is none, or its members do not include us"));
        var rotations = new Rotations(from, to, wish, report);
        for (Project project : wanted) {
            project(project, there, rotations);
        }
        return report.end();
    }

    private void project(Project project, List<Project> there, Rotations rotations)
            throws IOException, InterruptedException {
        Optional<Project> present = there.stream()
                .filter(each -> each.slug().equals(project.slug()))
                .findFirst();
        String what = "project " + project.slug();
        Optional<String> id = report.unlessThere(what, present.map(Project::id), () -> {
            var body = object().put("projectName", project.name())
                    .put("slug", project.slug())
                    .put("type", "secret-manager");
            return to.client()
                    .post("/api/v2/workspace", body, JsonNode.class)
                    .at("/project/id")
                    .asText();
        });
        if (id.isEmpty() && !wish.dry()) {
            return;
        }
        List<JsonNode> environments = id.isEmpty() ? List.of() : environments(id.orElseThrow());
        for (JsonNode environment : project.environments()) {
            environment(project, environment, id, environments);
        }
        rotations.bring(project, id);
    }

    /// A new project comes with some.
    private List<JsonNode> environments(String project) throws IOException, InterruptedException {
        return to.projects().stream()
                .filter(each -> each.id().equals(project))
                .flatMap(each -> each.environments().stream())
                .toList();
    }

    private void environment(Project project, JsonNode environment, Optional<String> target, List<JsonNode> present)
            throws IOException, InterruptedException {
        String slug = environment.path("slug").asText();
        boolean there =
                present.stream().anyMatch(each -> each.path("slug").asText().equals(slug));
        Optional<String> made = report.unlessThere(
                "environment " + project.slug() + "/" + slug, there ? Optional.of(slug) : Optional.empty(), () -> {
                    var body = object().put("name", environment.path("name").asText())
                            .put("slug", slug);
                    to.client()
                            .post("/api/v1/projects/" + target.orElseThrow() + "/environments", body, JsonNode.class);
                    return slug;
                });
        if (made.isPresent() || wish.dry()) {
            folder(new Place(project.id(), slug, "/"), project.slug(), made.flatMap(_ -> target));
        }
    }

    /// What is in a folder, and the folders in it.
    ///
    /// @param target the project on the destination, if the folder is there
    private void folder(Place place, String project, Optional<String> target) throws IOException, InterruptedException {
        List<String> names;
        try {
            secrets(place, project, target);
            names = from.folders(place);
        } catch (ApiRefused refused) {
            report.leftOut("folder " + text(project, place), String.valueOf(refused.getMessage()));
            return;
        }
        List<String> there = target.isPresent() ? to.folders(place.of(target.orElseThrow())) : List.of();
        for (String name : names) {
            Place inside = place.in(name);
            Optional<String> present = Optional.of(name).filter(there::contains);
            Optional<String> made = report.unlessThere(
                    "folder " + text(project, inside), present, () -> makeFolder(place, name, target));
            if (made.isPresent() || wish.dry()) {
                folder(inside, project, made.flatMap(_ -> target));
            }
        }
    }

    private String makeFolder(Place place, String name, Optional<String> target)
            throws IOException, InterruptedException {
        var body = object().put("workspaceId", target.orElseThrow())
                .put("environment", place.environment())
                .put("path", place.path())
                .put("name", name);
        to.client().post("/api/v1/folders", body, JsonNode.class);
        return name;
    }

    private void secrets(Place place, String project, Optional<String> target)
            throws IOException, InterruptedException {
        List<Secret> there = target.isPresent() ? to.secrets(place.of(target.orElseThrow())) : List.of();
        for (Secret secret : from.secrets(place)) {
            String what = "secret " + text(project, place) + " " + secret.name();
            Optional<Secret> present = there.stream()
                    .filter(each -> each.name().equals(secret.name()))
                    .findFirst();
            if (secret.rotated()) {
                continue; // comes with its rotation
            }
            if (secret.hidden()) {
                report.leftOut(what, "its value is hidden from us; the token needs the right to read it");
            } else if (present.filter(each -> !each.value().equals(secret.value()))
                    .isPresent()) {
                report.leftOut(what, "there is one with another value, which is left as it is");
            } else {
                report.unlessThere(what, present.map(Secret::name), () -> makeSecret(place, secret, target));
            }
        }
    }

    private String makeSecret(Place place, Secret secret, Optional<String> target)
            throws IOException, InterruptedException {
        var body = object().put("workspaceId", target.orElseThrow())
                .put("environment", place.environment())
                .put("secretPath", place.path())
                .put("secretComment", secret.comment())
                .put("type", "shared")
                .set("secretValue", secret.value().node());
        to.client().post("/api/v3/secrets/raw/" + Side.encoded(secret.name()), body, JsonNode.class);
        return secret.name();
    }

    private static String text(String project, Place place) {
        return project + "/" + place.environment() + place.path();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
