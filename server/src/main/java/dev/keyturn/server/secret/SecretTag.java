// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import java.time.Instant;
import java.util.Optional;

/// A word that secrets of a project can bear, to be found by.
///
/// @param color how consoles show it, as its maker wrote it
public record SecretTag(
        TagId id, ProjectId project, String slug, Optional<String> color, Instant createdAt, Instant updatedAt) {}
