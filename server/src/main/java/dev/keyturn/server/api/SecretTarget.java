// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.api.SecretView.Location;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.Folder;
import dev.keyturn.server.secret.OwnerId;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.sql.Session;
import java.util.Optional;

/// The folder that a write is about, in the transaction that does it.
record SecretTarget(Session session, Caller caller, ProjectAccess access, Environment environment, Folder folder) {
    ProjectId project() {
        return access.project();
    }

    Location location() {
        return new Location(project(), environment.slug(), folder.path());
    }

    /// The value of a secret of the folder, if the caller may see it and does not only write.
    Optional<String> shown(Secret secret) {
        var scope = Scope.folder(environment.slug(), folder.path());
        return Optional.of(secret.content().value()).filter(_ -> access.allows(Action.READ, Subject.SECRETS, scope));
    }

    /// Who writes, as the versions of secrets remember it.
    String actor() {
        return "identity:" + caller.identity();
    }

    OwnerId owner() {
        return new OwnerId(caller.identity().value());
    }

    ApiError notFound(String name) {
        return SecretReads.notFound(name, environment, folder);
    }
}
