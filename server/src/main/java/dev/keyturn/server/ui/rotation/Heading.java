// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.part.Badge;
import dev.keyturn.server.ui.part.StatusBadge;
import dev.keyturn.server.ui.part.Times;
import java.util.List;
import java.util.Optional;

/// What a rotation is called, where it is, and its one line: through what, when, and which secrets it writes.
///
/// @param crumbs   project, environment, folder
/// @param kind     its type, as people call it
/// @param schedule in words; empty if there is none
/// @param users    the accounts that it rotates, where they are named
/// @param writes   the mapped secrets
public record Heading(
        String name,
        Optional<String> description,
        List<Link> crumbs,
        StatusBadge status,
        Badge login,
        String kind,
        Link connection,
        String schedule,
        List<String> users,
        List<Link> writes) {

    public record Link(String text, String address) {}

    /// @param kind of its type, as the API's options call it
    static Heading of(RotationAnswers said, RotationAt at, String project, String kind, Times times) {
        Answer rotation = said.rotation();
        Answer environment = rotation.in("environment");
        String path = rotation.in("folder").text("path");
        String secrets = at.secrets(environment.text("slug"), path);
        Answer connection = rotation.in("connection");
        return new Heading(
                rotation.text("name"),
                rotation.optional("description"),
                List.of(
                        new Link(project, RotationAt.project(at.slug()) + "/rotations"),
                        new Link(environment.text("name"), at.secrets(environment.text("slug"), "/")),
                        new Link(path, secrets)),
                StatusBadge.of(rotation.node(), times, progress(said)),
                StatusBadge.login(rotation.node()),
                kind,
                new Link(connection.text("name"), "/connections/" + ConsoleApi.encoded(connection.text("id"))),
                rotation.flag("isAutoRotationEnabled") ? ScheduleWords.of(rotation, times.zone()) : "",
                users(rotation.in("parameters")),
                rotation.texts("secretsMapping").stream()
                        .map(name -> new Link(name, secrets + "&q=" + ConsoleApi.encoded(name)))
                        .toList());
    }

    private static List<String> users(Answer parameters) {
        return java.util.stream.Stream.of("username1", "username2")
                .flatMap(field -> parameters.optional(field).stream())
                .toList();
    }

    /// `verify 1 of 2`: how many nodes have the present step behind them.
    private static String progress(RotationAnswers said) {
        return said.runs()
                .findFirst()
                .filter(run -> run.is("outcome", "running"))
                .flatMap(RunSteps::last)
                .map(step -> step.name() + (step.asked() == 0 ? "" : " " + step.ok() + " of " + step.asked()))
                .orElse("");
    }
}
