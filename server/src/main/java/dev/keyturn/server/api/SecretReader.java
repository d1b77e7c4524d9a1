// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.rotation.Readers;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.Recipient;
import dev.keyturn.server.secret.Secret;

/// A caller who reads secrets of one project. Whoever is given what a rotation published is remembered.
record SecretReader(Caller caller, ProjectAccess access, Readers readers) implements Recipient {
    @Override
    public boolean reads(String environment, FolderPath path) {
        return access.allows(Action.READ, Subject.SECRETS, Scope.folder(environment, path));
    }

    @Override
    public void given(Secret secret) {
        secret.rotated()
                .ifPresent(published ->
                        readers.read(published.rotation(), published.credentialVersion(), caller.identity()));
    }
}
