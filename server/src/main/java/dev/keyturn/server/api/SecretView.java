// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.secret.Secret.Kind;
import dev.keyturn.server.secret.Secret.Metadata;
import dev.keyturn.server.secret.SecretTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A secret in JSON (contract §8.2).
record SecretView(
        String id,
        @JsonProperty("_id") String oldId,
        String workspace,
        String environment,
        String secretPath,
        int version,
        String type,
        String secretKey,
        String secretValue,
        boolean secretValueHidden,
        String secretComment,
        boolean skipMultilineEncoding,
        List<TagView> tags,
        List<Metadata> secretMetadata,
        boolean isRotatedSecret,
        @JsonInclude(Include.NON_ABSENT) Optional<String> rotationId,
        @JsonInclude(Include.NON_ABSENT) Optional<Integer> credentialVersion,
        Instant createdAt,
        Instant updatedAt) {

    private static final String HIDDEN = "<hidden-by-infisical>";

    /// Where a secret lies, in the words of the answer.
    record Location(ProjectId project, String environment, FolderPath path) {}

    /// @param value what is shown of its value; empty if it is to be hidden
    static SecretView of(Location location, Secret secret, List<SecretTag> tags, Optional<String> value) {
        return new SecretView(
                secret.id().value(),
                secret.id().value(),
                location.project().value(),
                location.environment(),
                location.path().value(),
                secret.version(),
                secret.kind() instanceof Kind.Personal ? "personal" : "shared",
                secret.name(),
                value.orElse(HIDDEN),
                value.isEmpty(),
                secret.content().comment(),
                secret.content().skipMultilineEncoding(),
                tags.stream().map(TagView::of).toList(),
                secret.content().metadata(),
                secret.rotated().isPresent(),
                secret.rotated().map(Kind.Rotated::rotation).map(RotationId::value),
                secret.rotated().map(Kind.Rotated::credentialVersion),
                secret.createdAt(),
                secret.updatedAt());
    }

    /// A tag as secrets show it. Its name is its slug.
    record TagView(String id, String slug, Optional<String> color, String name) {
        static TagView of(SecretTag tag) {
            return new TagView(tag.id().value(), tag.slug(), tag.color(), tag.slug());
        }
    }

    @Override
    public String toString() {
        return "secret " + secretKey;
    }
}
