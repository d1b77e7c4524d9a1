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
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Session;
import java.util.Optional;

/// What a request for secrets says about where and how (contract §8.1), the same for lists and single secrets.
///
/// @param project the id, or the slug where only that was sent
/// @param showValue whether the answer holds the value
/// @param expand whether references in it are expanded
/// @param recursive whether a list goes into the folders below
/// @param tagged a filter by tags; as there are none, it fits no secret
record SecretQuery(
        Optional<ProjectId> project,
        Optional<String> projectSlug,
        Optional<String> environment,
        FolderPath path,
        boolean showValue,
        boolean expand,
        boolean recursive,
        boolean tagged,
        MetadataFilter metadata) {

    /// Reads the query of a GET.
    ///
    /// @param expandByDefault whether references are expanded unless the client says otherwise
    static SecretQuery of(Input query, boolean expandByDefault) {
        var read = new SecretQuery(
                query.text("projectId")
                        .trimmed()
                        .optional()
                        .filter(id -> !id.isEmpty())
                        .map(ProjectId::new),
                query.text("workspaceSlug").trimmed().optional().filter(slug -> !slug.isEmpty()),
                query.text("environment").trimmed().optional().filter(slug -> !slug.isEmpty()),
                Places.optionalPath(query, "secretPath").orElse(FolderPath.ROOT),
                query.flag("viewSecretValue").or(true),
                query.flag("expandSecretReferences").or(expandByDefault),
                query.flag("recursive").or(false),
                !query.text("tagSlugs").trimmed().or("").isEmpty(),
                MetadataFilter.parse(query.text("metadataFilter").trimmed().or("")));
        // imports and personal secrets are not kept: the flags are read, so that a wrong one is told
        var _ = query.flag("include_imports").or(true);
        var _ = query.flag("includePersonalOverrides").or(false);
        return read;
    }

    /// Reads the body of a write.
    static SecretQuery of(Input body) {
        return new SecretQuery(
                body.text("projectId")
                        .trimmed()
                        .optional()
                        .filter(id -> !id.isEmpty())
                        .map(ProjectId::new),
                body.text("workspaceSlug").trimmed().optional().filter(slug -> !slug.isEmpty()),
                body.text("environment").trimmed().optional().filter(slug -> !slug.isEmpty()),
                Places.optionalPath(body, "secretPath").orElse(FolderPath.ROOT),
                true,
                false,
                false,
                false,
                MetadataFilter.NONE);
    }

    /// What the caller may do in the project that is meant.
    ///
    /// @throws ApiError 400 if no project or no environment is named, 403 if the project is not the caller's or
    /// the role lacks the action
    ProjectAccess access(Session session, Places places, Caller caller, Action action) {
        var id = project.or(() -> projectSlug
                        .flatMap(slug -> places.projects().findBySlug(session, slug))
                        .map(dev.keyturn.server.secret.Project::id))
                .orElseThrow(() -> projectSlug.isPresent()
                        ? ApiError.forbidden(
                                "The project does not exist, or you are not a member of it: " + projectSlug.get())
                        : ApiError.badRequest("Name the project: workspaceId or workspaceSlug is missing"));
        return places.permissions()
                .require(session, caller, id)
                .require(action, Subject.SECRETS, Scope.folder(environmentSlug(), path));
    }

    /// @throws ApiError 400 if none is named
    String environmentSlug() {
        return environment.orElseThrow(() -> ApiError.badRequest("Name the environment: environment is missing"));
    }
}
