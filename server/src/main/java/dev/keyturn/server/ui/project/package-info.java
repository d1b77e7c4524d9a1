// SPDX-License-Identifier: Apache-2.0

/// The pages of projects: which there are, all rotations of one, and its settings with environments, members and roles.
@NullMarked
package dev.keyturn.server.ui.project;

import org.jspecify.annotations.NullMarked;
