// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import java.time.Instant;
import java.util.Optional;

/// A folder of an environment.
///
/// @param parent empty for the root
public record Folder(
        FolderId id,
        EnvironmentId environment,
        Optional<FolderId> parent,
        String name,
        FolderPath path,
        Optional<String> description,
        int version,
        Optional<Instant> lastSecretModified,
        Instant createdAt,
        Instant updatedAt) {}
