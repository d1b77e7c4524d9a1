// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.http.Input;
import dev.keyturn.server.secret.Secret.Content;
import dev.keyturn.server.secret.Secret.Metadata;
import dev.keyturn.server.secret.SecretName;
import dev.keyturn.server.secret.TagId;
import java.util.List;
import java.util.Optional;

/// What a body says about one secret. A field that is missing stays as it is.
record SecretFields(
        Optional<String> value,
        Optional<String> comment,
        Optional<List<Metadata>> metadata,
        Optional<Boolean> skipMultilineEncoding,
        Optional<String> newName,
        Optional<List<TagId>> tags) {

    private static final Content EMPTY = new Content("", "", List.of(), false);

    /// Reads the body that makes a secret; the value must be there.
    static SecretFields ofNew(Input body) {
        return of(body, Optional.of(body.text("secretValue").required()), Optional.empty());
    }

    /// Reads the body that changes a secret.
    static SecretFields of(Input body) {
        return of(
                body,
                body.text("secretValue").nullable(),
                body.text("newSecretName")
                        .trimmed()
                        .must(SecretName::isValid, SecretName.RULE)
                        .nullable());
    }

    private static SecretFields of(Input body, Optional<String> value, Optional<String> newName) {
        return new SecretFields(
                value,
                body.text("secretComment").trimmed().nullable(),
                metadata(body),
                body.flag("skipMultilineEncoding").nullable(),
                newName,
                body.optionalTexts("tagIds")
                        .map(ids -> ids.stream().map(TagId::new).toList()));
    }

    private static Optional<List<Metadata>> metadata(Input body) {
        if (!body.has("secretMetadata")) {
            return Optional.empty();
        }
        return Optional.of(body.objects("secretMetadata").stream()
                .map(item -> new Metadata(
                        item.text("key").trimmed().atLeast(1).required(),
                        item.text("value").trimmed().or(""),
                        item.flag("isEncrypted").nullable().orElse(false)))
                .toList());
    }

    /// The content of a secret that is made.
    Content content() {
        return applyTo(EMPTY);
    }

    Content applyTo(Content present) {
        return new Content(
                value.orElse(present.value()),
                comment.orElse(present.comment()),
                metadata.orElse(present.metadata()),
                skipMultilineEncoding.orElse(present.skipMultilineEncoding()));
    }

    @Override
    public String toString() {
        return "fields of a secret";
    }
}
