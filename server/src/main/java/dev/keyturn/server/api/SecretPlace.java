// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.Project;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Session;
import java.util.Optional;

/// The folder that a request about secrets is meant for (contract §8.1), before anybody has looked whether it exists.
///
/// @param project the id, or the slug where only that was sent
record SecretPlace(
        Optional<ProjectId> project, Optional<String> projectSlug, Optional<String> environment, FolderPath path) {

    /// Reads the query of a GET, or the body of a write.
    static SecretPlace of(Input input) {
        return new SecretPlace(
                text(input, "projectId").map(ProjectId::new),
                text(input, "workspaceSlug").or(() -> text(input, "projectSlug")),
                text(input, "environment"),
                Places.optionalPath(input, "secretPath").orElse(FolderPath.ROOT));
    }

    private static Optional<String> text(Input input, String name) {
        return input.text(name).trimmed().optional().filter(text -> !text.isEmpty());
    }

    /// What the caller may do in the project that is meant.
    ///
    /// @throws ApiError 400 if no project or no environment is named, 403 if the project is not the caller's or the
    /// role lacks the action
    ProjectAccess access(Session session, Places places, Caller caller, Action action) {
        var id = project.or(() -> projectSlug
                        .flatMap(slug -> places.projects().findBySlug(session, slug))
                        .map(Project::id))
                .orElseThrow(() -> projectSlug.isPresent()
                        ? ApiError.forbidden(
                                "The project does not exist, or you are not a member of it: " + projectSlug.get())
                        : ApiError.badRequest("Name the project: workspaceId or workspaceSlug is missing"));
        return places.permissions().require(session, caller, id).require(action, Subject.SECRETS, scope());
    }

    /// What conditions of rules can ask of it.
    Scope scope() {
        return Scope.folder(environmentSlug(), path);
    }

    /// @throws ApiError 400 if none is named
    String environmentSlug() {
        return environment.orElseThrow(() -> ApiError.badRequest("Name the environment: environment is missing"));
    }

    /// The same project and environment at another path, or here where none is given.
    SecretPlace at(Optional<FolderPath> other) {
        return new SecretPlace(project, projectSlug, environment, other.orElse(path));
    }
}
