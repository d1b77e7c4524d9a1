// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.keyturn.server.api.Places.Place;
import dev.keyturn.server.secret.Folder;
import dev.keyturn.server.secret.FolderId;
import java.time.Instant;
import java.util.Optional;

/// A folder in JSON (contract §9).
record FolderView(
        String id,
        String name,
        int version,
        Instant createdAt,
        Instant updatedAt,
        String envId,
        Optional<String> parentId,
        boolean isReserved,
        Optional<String> description,
        Optional<Instant> lastSecretModified,
        String path) {
    static FolderView of(Folder folder) {
        return new FolderView(
                folder.id().value(),
                folder.name(),
                folder.version(),
                folder.createdAt(),
                folder.updatedAt(),
                folder.environment().value(),
                folder.parent().map(FolderId::value),
                false,
                folder.description(),
                folder.lastSecretModified(),
                folder.path().value());
    }

    /// A folder with what lies above it.
    record Details(@JsonUnwrapped FolderView folder, String projectId, EnvironmentView environment) {
        static Details of(Place place) {
            var environment = place.environment();
            return new Details(
                    FolderView.of(place.folder()),
                    environment.projectId().value(),
                    new EnvironmentView(environment.id().value(), environment.name(), environment.slug()));
        }
    }

    record EnvironmentView(String envId, String envName, String envSlug) {}
}
