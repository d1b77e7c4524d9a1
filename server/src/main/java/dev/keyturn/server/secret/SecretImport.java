// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import java.time.Instant;

/// A folder shows the secrets of another folder of its project, as they are when it is read.
///
/// @param folder   the one that shows them
/// @param source   the one that they lie in
/// @param position from 1; of two imports with the same secret the later one counts
public record SecretImport(
        ImportId id, FolderId folder, FolderId source, int position, Instant createdAt, Instant updatedAt) {}
