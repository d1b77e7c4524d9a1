// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.api.SecretAnswer.EnvironmentView;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.Folder;
import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.secret.SecretImport;
import dev.keyturn.server.sql.Session;
import java.time.Instant;

/// An import in JSON: from `importEnv` and `importPath` into `environment` and `secretPath`.
record SecretImportView(
        String id,
        String folderId,
        String projectId,
        EnvironmentView environment,
        String secretPath,
        EnvironmentView importEnv,
        String importPath,
        int position,
        boolean isReplication,
        boolean isReserved,
        Instant createdAt,
        Instant updatedAt) {

    static SecretImportView of(Session session, Places places, SecretImport found) {
        var into = folder(session, places, found.folder());
        var from = folder(session, places, found.source());
        var environment = environment(session, places, into);
        return new SecretImportView(
                found.id().value(),
                found.folder().value(),
                environment.projectId().value(),
                view(environment),
                into.path().value(),
                view(environment(session, places, from)),
                from.path().value(),
                found.position(),
                false,
                false,
                found.createdAt(),
                found.updatedAt());
    }

    private static Folder folder(Session session, Places places, FolderId id) {
        return places.folders().find(session, id).orElseThrow();
    }

    private static Environment environment(Session session, Places places, Folder folder) {
        return places.environments().find(session, folder.environment()).orElseThrow();
    }

    private static EnvironmentView view(Environment environment) {
        return new EnvironmentView(environment.id().value(), environment.name(), environment.slug());
    }
}
