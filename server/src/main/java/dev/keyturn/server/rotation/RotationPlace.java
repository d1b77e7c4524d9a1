// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.secret.ProjectId;

/// Where a rotation and its secrets are.
public record RotationPlace(ProjectId project, FolderId folder) {}
