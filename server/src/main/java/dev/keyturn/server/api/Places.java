// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Permissions;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Notes;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.EnvironmentId;
import dev.keyturn.server.secret.Environments;
import dev.keyturn.server.secret.Folder;
import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.Folders;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.secret.Projects;
import dev.keyturn.server.sql.Session;
import java.util.Optional;

/// Finds the project, environment and folder that a request names, with the error of the contract where there is none.
public record Places(Projects projects, Environments environments, Folders folders, Permissions permissions) {
    private static final String PATH_RULE =
            "A path begins with / and its names have 1 to 64 letters, digits, hyphens and underscores";

    /// A folder with all that lies above it.
    public record Place(ProjectAccess access, Environment environment, Folder folder) {
        public ProjectId project() {
            return access.project();
        }

        /// What conditions of rules can ask of it.
        public Scope scope() {
            return Scope.folder(environment.slug(), folder.path());
        }
    }

    /// The environment of that slug.
    ///
    /// @throws ApiError 400
    public Environment environment(Session session, ProjectId project, String slug) {
        Notes.tell("environment", slug);
        return environments
                .find(session, project, slug)
                .orElseThrow(() -> ApiError.badRequest(
                        "Environment \"%s\" does not exist in project %s".formatted(slug, project)));
    }

    /// The folder at that path.
    ///
    /// @throws ApiError 400
    public Folder folder(Session session, Environment environment, FolderPath path) {
        Notes.tell("secretPath", path.value());
        return folders.find(session, environment.id(), path)
                .orElseThrow(() -> ApiError.badRequest("Folder with path \"%s\" does not exist in environment \"%s\""
                        .formatted(path, environment.slug())));
    }

    /// The folder of that id, if the caller is a member of its project.
    public Optional<Place> find(Session session, Caller caller, FolderId id) {
        return folders.find(session, id)
                .flatMap(folder -> environments
                        .find(session, folder.environment())
                        .flatMap(environment -> permissions
                                .find(session, caller, environment.projectId())
                                .map(access -> new Place(access, environment, folder))));
    }

    /// As [#find], for requests that name the folder.
    ///
    /// @throws ApiError 404
    public Place folder(Session session, Caller caller, FolderId id) {
        return find(session, caller, id)
                .orElseThrow(() -> ApiError.notFound("Folder with id \"%s\" not found".formatted(id)));
    }

    /// The environment of that id in a project.
    ///
    /// @throws ApiError 404
    public Environment environment(Session session, ProjectId project, EnvironmentId id) {
        return environments
                .find(session, id)
                .filter(environment -> environment.projectId().equals(project))
                .orElseThrow(() -> ApiError.notFound("Environment with id \"%s\" not found".formatted(id)));
    }

    /// Reads a path; a `/` at its end is dropped.
    public static FolderPath path(Input input, String name) {
        return optionalPath(input, name).orElseGet(() -> {
            var _ = input.text(name).required();
            return FolderPath.ROOT;
        });
    }

    /// Reads a path that may be missing.
    public static Optional<FolderPath> optionalPath(Input input, String name) {
        return input.text(name)
                .must(text -> FolderPath.parse(text).isPresent(), PATH_RULE)
                .optional()
                .map(text -> FolderPath.parse(text).orElse(FolderPath.ROOT));
    }

    /// Reads a project's id, which need not be a UUID.
    public static ProjectId project(Input input) {
        return new ProjectId(input.text("projectId").trimmed().atLeast(1).required());
    }
}
