// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.secret.SecretTag;
import dev.keyturn.server.secret.Secrets;
import dev.keyturn.server.secret.TagId;
import dev.keyturn.server.secret.Tags;
import java.util.List;
import java.util.Optional;

/// Writes the secrets that everybody shares. What a rotation owns is refused, but for comment, tags and metadata
/// (contract §4.7).
record SharedSecretKeeper(Secrets secrets, Tags tags) implements SecretKeeper {
    @Override
    public SecretView create(SecretTarget at, String name, SecretFields fields) {
        var found = fields.tags().map(ids -> found(at, ids));
        var made = secrets.create(at.session(), at.project(), at.folder().id(), name, fields.content(), at.actor());
        found.ifPresent(borne -> tags.put(at.session(), made.id(), borne));
        return view(at, made);
    }

    @Override
    public Optional<SecretView> change(SecretTarget at, String name, SecretFields fields) {
        return find(at, name).map(present -> {
            var changed = secrets.change(
                    at.session(),
                    at.project(),
                    present,
                    fields.newName().orElse(name),
                    fields.applyTo(present.content()),
                    at.actor());
            fields.tags().ifPresent(ids -> tags.put(at.session(), present.id(), found(at, ids)));
            return view(at, changed);
        });
    }

    @Override
    public Optional<SecretView> delete(SecretTarget at, String name) {
        return find(at, name).map(present -> {
            var view = view(at, present);
            secrets.delete(at.session(), present);
            return view;
        });
    }

    private Optional<Secret> find(SecretTarget at, String name) {
        return secrets.find(at.session(), at.project(), at.folder().id(), name);
    }

    private List<SecretTag> found(SecretTarget at, List<TagId> ids) {
        return ids.stream()
                .map(id -> tags.find(at.session(), at.project(), id)
                        .orElseThrow(() ->
                                ApiError.badRequest("There is no tag with id \"%s\" in the project".formatted(id))))
                .toList();
    }

    private SecretView view(SecretTarget at, Secret secret) {
        return SecretView.of(at.location(), secret, tags.of(at.session(), secret.id()), at.shown(secret));
    }
}
