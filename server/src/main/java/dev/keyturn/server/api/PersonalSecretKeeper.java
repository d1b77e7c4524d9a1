// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.secret.PersonalSecrets;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.secret.Secrets;
import java.util.List;
import java.util.Optional;

/// Writes what the caller alone sees instead of a shared secret. Name and tags are those of the shared one.
record PersonalSecretKeeper(Secrets secrets, PersonalSecrets personal) implements SecretKeeper {
    @Override
    public SecretView create(SecretTarget at, String name, SecretFields fields) {
        refuseForeign(fields);
        Secret shared = shared(at, name).orElseThrow(() -> at.notFound(name));
        return view(at, personal.create(at.session(), at.project(), shared, at.owner(), fields.content()));
    }

    @Override
    public Optional<SecretView> change(SecretTarget at, String name, SecretFields fields) {
        refuseForeign(fields);
        return find(at, name)
                .map(present -> personal.change(at.session(), at.project(), present, fields.applyTo(present.content())))
                .map(changed -> view(at, changed));
    }

    @Override
    public Optional<SecretView> delete(SecretTarget at, String name) {
        return find(at, name).map(present -> {
            personal.delete(at.session(), present);
            return view(at, present);
        });
    }

    private static void refuseForeign(SecretFields fields) {
        if (fields.newName().isPresent()
                || fields.tags().filter(ids -> !ids.isEmpty()).isPresent()) {
            throw ApiError.badRequest("A personal secret has the name and the tags of the shared one; change that one");
        }
    }

    private Optional<Secret> find(SecretTarget at, String name) {
        return shared(at, name).flatMap(secret -> personal.find(at.session(), at.project(), secret.id(), at.owner()));
    }

    private Optional<Secret> shared(SecretTarget at, String name) {
        return secrets.find(at.session(), at.project(), at.folder().id(), name);
    }

    private static SecretView view(SecretTarget at, Secret secret) {
        return SecretView.of(at.location(), secret, List.of(), at.shown(secret));
    }
}
