// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.core.rotation.RotationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A secret in one of its versions. Its value leaves by [Content#value()] alone; nothing here prints it.
///
/// @param createdAt when the secret was made
/// @param updatedAt when this version was made
public record Secret(
        SecretId id,
        FolderId folder,
        String name,
        int version,
        Content content,
        Kind kind,
        Instant createdAt,
        Instant updatedAt) {

    /// What is sealed together.
    public record Content(String value, String comment, List<Metadata> metadata, boolean skipMultilineEncoding) {
        public Content {
            metadata = List.copyOf(metadata);
        }

        @Override
        public String toString() {
            return "********";
        }
    }

    /// A note for programs.
    ///
    /// @param isEncrypted what clients asked for; everything is sealed anyway
    public record Metadata(String key, String value, boolean isEncrypted) {}

    /// Whose a value is.
    public sealed interface Kind {
        /// Written by a client; references in it may be expanded.
        record Ordinary() implements Kind {}

        /// Once published by a rotation, which is gone; references in it are never expanded.
        record Literal() implements Kind {}

        /// Written by one reader, who sees it instead of the shared secret of its name.
        record Personal() implements Kind {}

        /// Published by a rotation, which alone may change it.
        record Rotated(RotationId rotation, String field, int credentialVersion) implements Kind {}
    }

    public Optional<Kind.Rotated> rotated() {
        return kind instanceof Kind.Rotated rotated ? Optional.of(rotated) : Optional.empty();
    }
}
