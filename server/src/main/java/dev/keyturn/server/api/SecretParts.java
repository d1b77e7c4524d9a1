// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.rotation.Readers;
import dev.keyturn.server.secret.ImportedSecrets;
import dev.keyturn.server.secret.PersonalSecrets;
import dev.keyturn.server.secret.References;
import dev.keyturn.server.secret.SecretImports;
import dev.keyturn.server.secret.Secrets;
import dev.keyturn.server.secret.Tags;

/// What answers about secrets are put together from.
record SecretParts(
        Secrets secrets,
        PersonalSecrets personal,
        Tags tags,
        SecretImports imports,
        ImportedSecrets imported,
        References references,
        Readers readers) {

    static SecretParts of(Domain domain) {
        var store = domain.store();
        var places = domain.places();
        var secrets = domain.secrets();
        var imports = new SecretImports(places.folders(), store.randomness(), store.clock());
        return new SecretParts(
                secrets,
                new PersonalSecrets(store.keyring(), store.randomness(), store.clock()),
                new Tags(store.randomness(), store.clock()),
                imports,
                new ImportedSecrets(places.environments(), places.folders(), secrets, imports),
                new References(places.environments(), places.folders(), secrets),
                domain.readers());
    }
}
