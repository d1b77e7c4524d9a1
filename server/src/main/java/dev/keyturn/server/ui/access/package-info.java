// SPDX-License-Identifier: Apache-2.0

/// The page of those who may use the installation: machine identities with their client secrets, and people.
@NullMarked
package dev.keyturn.server.ui.access;

import org.jspecify.annotations.NullMarked;
